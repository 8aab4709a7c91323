package io.salesprocess.access;

/**
 * Records administrative actions: who did what to which key, offering, form, pipeline, calendar, custom field, salesperson or
 * prospect. A use case calls it in the transaction of the change, so that neither exists without the other. The interface stands
 * here because keys are administered here; {@code io.salesprocess.audit} stores the records and shows them.
 */
public interface AuditTrail {

    /**
     * Records an action.
     *
     * @param caller who did it; {@link Caller#NOBODY} for the service itself
     * @param subjectId the id of what it was done to, or the key of a form, pipeline or calendar; never a name
     */
    void record(Caller caller, AuditAction action, Object subjectId);
}
