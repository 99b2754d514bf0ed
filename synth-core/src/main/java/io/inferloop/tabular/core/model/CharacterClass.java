package io.inferloop.tabular.core.model;

import java.util.Arrays;
import java.util.Optional;

/** What a letter of a {@linkplain KeyRecipe.Characters#shape shape} stands for. */
public enum CharacterClass {
    DIGIT('0', "0123456789"),
    CAPITAL('A', "ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    SMALL('a', "abcdefghijklmnopqrstuvwxyz"),
    CAPITAL_HEX('H', "0123456789ABCDEF"),
    SMALL_HEX('h', "0123456789abcdef");

    private final char symbol;
    private final String characters;

    CharacterClass(char symbol, String characters) {
        this.symbol = symbol;
        this.characters = characters;
    }

    /** The class that a shape calls so; empty for a literal. */
    public static Optional<CharacterClass> of(char symbol) {
        return Arrays.stream(values()).filter(it -> it.symbol == symbol).findFirst();
    }

    /** How a shape writes it. */
    public char symbol() {
        return symbol;
    }

    /** Each of them once. */
    public String characters() {
        return characters;
    }
}
