package io.salesprocess.bench;

/**
 * The floor, the service and, for work that writes, the limit, one directly after the other.
 *
 * @param limit null for work that writes nothing
 * @param commits that the disk took in a second just before
 * @param idle the share of the machine that nobody used
 * @param others the share of the machine that others used
 */
record Round(Measured floor, Measured service, Measured limit, double commits, double idle, double others) {

    /** How much of the floor's speed the service reaches. */
    double ratio() {
        return service.perSecond() / floor.perSecond();
    }

    /** How much of the limit's. */
    double limitRatio() {
        return service.perSecond() / limit.perSecond();
    }
}
