package io.salesprocess.bench;

/** Some work on a site, which the service and the floor can do. */
interface Job {

    /** Gets ready, as long as it does not count, what the next turns of both will use up. */
    void prepare(int seconds);

    /** Has the service do it. */
    Measured service(int connections, int seconds);

    /** Has the bare driver do the same. */
    Measured floor(int connections, int seconds);
}
