package io.inferloop.tabular.gateway.job;

/**
 * One change of a job, as streams tell it.
 *
 * @param sequence grows from event to event of a job
 * @param name {@code job.} and the state that the job entered, or {@code job.progress} when it stayed in its state
 * @param last whether no other can follow
 * @param body the job after the change, as {@code GET /v1/jobs/{id}} shows it: JSON on one line
 */
public record JobEvent(long sequence, String name, boolean last, String body) {}
