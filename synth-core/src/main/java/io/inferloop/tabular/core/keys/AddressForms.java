package io.inferloop.tabular.core.keys;

import io.inferloop.tabular.core.model.KeyRecipe.Characters;
import io.inferloop.tabular.core.model.KeyRecipe.Form;
import io.inferloop.tabular.core.model.KeyRecipe.Part;
import io.inferloop.tabular.core.model.KeyRecipe.Words;
import io.inferloop.tabular.core.personal.CheckDigits;
import io.inferloop.tabular.core.random.RandomStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Addresses of machines: of version 4 in networks that no value of the table is in, of version 6 in the network for documentation. */
final class AddressForms {

    private static final int NETWORKS = 1_000;
    private static final int ENOUGH_NETWORKS = 64;

    private static final Pattern PRIVATE = Pattern.compile("10\\..*|192\\.168\\..*|172\\.(1[6-9]|2\\d|3[01])\\..*");

    private final Originals originals;

    AddressForms(Originals originals) {
        this.originals = originals;
    }

    List<Form> ip() {
        double six = originals.share(address -> address.indexOf(':') >= 0);
        List<Form> forms = new ArrayList<>();
        if (six < 1) {
            forms.add(new Form(1 - six, versionFour(), CheckDigits.NONE, null));
        }
        if (six > 0) {
            forms.add(new Form(six, versionSix(), CheckDigits.NONE, null));
        }
        return forms;
    }

    /** Networks that no address of the table is in: large ones if there are enough, else small ones; private where most are. */
    private List<Part> versionFour() {
        List<String> large = networks(2);
        boolean enough = large.size() >= ENOUGH_NETWORKS;
        List<Part> parts = new ArrayList<>();
        parts.add(new Words(enough ? large : networks(3)));
        parts.add(new Words(List.of(".")));
        if (enough) {
            parts.add(new Words(octets(0, 256)));
            parts.add(new Words(List.of(".")));
        }
        parts.add(new Words(octets(1, 255)));
        return parts;
    }

    private List<String> networks(int octets) {
        Set<String> taken = originals.rows().keySet().stream()
                .map(address -> beginning(address, octets))
                .collect(Collectors.toSet());
        RandomStream secret = originals.secret();
        boolean inside = originals.share(address -> PRIVATE.matcher(address).matches()) > 0.5;
        Supplier<String> draw = () -> {
            StringBuilder network = new StringBuilder().append(inside ? 10 : publicOctet(secret));
            for (int i = 1; i < octets; i++) {
                network.append('.').append(secret.nextInt(256));
            }
            return network.toString();
        };
        // Of the few large private networks not all that are free, or the others would be known to be taken.
        int wanted = inside && octets == 2 ? ENOUGH_NETWORKS : NETWORKS;
        return new FreeWords(taken::contains, secret).filled(List.of(), wanted, draw);
    }

    private static String beginning(String address, int octets) {
        int end = -1;
        for (int i = 0; i < octets; i++) {
            int next = address.indexOf('.', end + 1);
            end = next < 0 ? address.length() : next;
        }
        return address.substring(0, end);
    }

    private static List<String> octets(int from, int to) {
        return IntStream.range(from, to).mapToObj(Integer::toString).toList();
    }

    /** Neither private nor for loops, links, groups or later use, whatever the second octet. */
    private static int publicOctet(RandomStream secret) {
        int octet = 1 + secret.nextInt(222);
        return switch (octet) {
            case 10, 100, 127, 169, 172, 192, 198, 203 -> publicOctet(secret);
            default -> octet;
        };
    }

    /** 2001:db8::/32 of RFC 3849, with four groups that are random: enough for none to be met by chance. */
    private static List<Part> versionSix() {
        return List.of(new Words(List.of("2001:db8:")), new Characters("hhhh:hhhh:hhhh:hhhh:hhhh:hhhh"));
    }
}
