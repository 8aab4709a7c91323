package io.salesprocess.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The load generator {@code wrk}, in a process of its own: so many connections, each sending as soon as it is answered. */
final class Wrk {

    private static final String SCRIPT = "src/bench/wrk/requests.lua";
    private static final String PERCENTILES =
            Arrays.stream(Measured.PERCENTILES).mapToObj(Double::toString).collect(Collectors.joining(" "));

    private Wrk() {}

    /** Tells people without it how to get it. */
    static void mustBeThere() {
        try {
            new ProcessBuilder("wrk", "-v")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new IllegalStateException("wrk is needed: apt-get install wrk, or brew install wrk.", e);
        }
    }

    /**
     * Sends requests to a service.
     *
     * @param kind of requests, as the script knows them
     * @param lines what the script makes requests of
     * @param prefix of keys that no other round has
     * @throws InvalidRoundException unless every request was answered as it should be
     */
    static Measured send(Service service, int connections, int seconds, String kind, Path lines, String prefix) {
        Measured measured = sendAny(service, connections, seconds, kind, lines, prefix);
        if (measured.refused() > 0) {
            throw new InvalidRoundException(measured.refused() + " requests were not answered as they should be."
                    + "\nSince its start the service has refused:\n" + service.refusals());
        }
        return measured;
    }

    /** The same, but refused requests are counted and do not matter otherwise. */
    static Measured sendAny(Service service, int connections, int seconds, String kind, Path lines, String prefix) {
        ProcessBuilder wrk = new ProcessBuilder(List.of(
                "wrk",
                "-t1",
                "-c" + connections,
                "-d" + seconds + "s",
                "--timeout",
                "20s",
                "-s",
                SCRIPT,
                service.url(),
                "--",
                kind,
                lines.toString(),
                prefix));
        wrk.environment().put("AUTHORIZATION", service.authorization());
        wrk.environment().put("PERCENTILES", PERCENTILES);
        return service.load(wrk);
    }
}
