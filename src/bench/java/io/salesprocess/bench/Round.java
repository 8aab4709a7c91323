package io.salesprocess.bench;

/**
 * The floor and the service, one directly after the other.
 *
 * @param commits that the disk took in a second just before
 * @param idle the share of the machine that nobody used
 * @param others the share of the machine that others used
 */
record Round(Measured floor, Measured service, double commits, double idle, double others) {

    /** How much of the floor's speed the service reaches. */
    double ratio() {
        return service.perSecond() / floor.perSecond();
    }
}
