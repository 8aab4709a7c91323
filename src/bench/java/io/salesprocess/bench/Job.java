package io.salesprocess.bench;

/** Some work on a site, which the service and the floor can do. */
interface Job {

    /** Has the service do it. */
    Measured service(int connections, int seconds);

    /** Has the bare driver do the same. */
    Measured floor(int connections, int seconds);
}
