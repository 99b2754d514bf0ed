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

    /** Three octets that no address of the table begins with; private ones where most are. */
    private List<Part> versionFour() {
        Set<String> taken = originals.rows().keySet().stream()
                .map(address -> address.substring(0, Math.max(0, address.lastIndexOf('.'))))
                .collect(Collectors.toSet());
        RandomStream secret = originals.secret();
        boolean inside = originals.share(address -> PRIVATE.matcher(address).matches()) > 0.5;
        Supplier<String> draw = () -> {
            int first = inside ? 10 : publicOctet(secret);
            return first + "." + secret.nextInt(256) + "." + secret.nextInt(256);
        };
        List<String> networks = new FreeWords(taken::contains, secret).filled(List.of(), NETWORKS, draw);
        List<String> hosts = IntStream.range(1, 255).mapToObj(Integer::toString).toList();
        return List.of(new Words(networks), new Words(List.of(".")), new Words(hosts));
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
