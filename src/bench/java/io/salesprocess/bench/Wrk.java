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
        try {
            return LoadProcess.run(wrk);
        } catch (InvalidRoundException e) {
            throw new InvalidRoundException(
                    e.getMessage() + "\nSince its start the service has refused:\n" + service.refusals());
        }
    }
}
