package io.inferloop.tabular.core.profile;

/** Hears of every column and every row of the correlation matrices that is done; may throw to end the profile. */
@FunctionalInterface
public interface ProfileProgress {

    void profiled(int done, int total);
}
