package io.salesprocess.event.webhook.wire;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Finds the addresses of hosts; it may take its time. */
@FunctionalInterface
public interface HostNames {

    /** All addresses of a host that is named or written as an address. */
    InetAddress[] addressesOf(String host) throws UnknownHostException;
}
