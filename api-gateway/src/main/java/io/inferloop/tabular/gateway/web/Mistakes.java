package io.inferloop.tabular.gateway.web;

import java.util.ArrayList;
import java.util.List;

/** Collects everything wrong with a request, so that a caller hears it all at once. Not thread-safe. */
public final class Mistakes {

    private final List<Mistake> found = new ArrayList<>();

    public void add(String pointer, String detail) {
        found.add(new Mistake(pointer, detail));
    }

    public boolean none() {
        return found.isEmpty();
    }

    public List<Mistake> all() {
        return List.copyOf(found);
    }

    /** The pointer of a member or element below another one. */
    public static String below(String pointer, String name) {
        return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
    }
}
