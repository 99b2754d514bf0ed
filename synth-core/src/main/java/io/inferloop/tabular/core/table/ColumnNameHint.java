package io.inferloop.tabular.core.table;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What a column's name says of its values, in the naming of English tables, with the words of a few other languages. */
enum ColumnNameHint {
    FIRST_NAME,
    LAST_NAME,
    FULL_NAME,
    /** Somebody's name, or something's. */
    SOME_NAME,
    USER_NAME,
    PHONE,
    STREET_ADDRESS,
    COMPANY,
    NATIONAL_ID,
    PAYMENT_CARD,
    IP_ADDRESS,
    /** Four numbers with points between them that are no address. */
    VERSION,
    NOTHING;

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern HUMPS =
            Pattern.compile("(?<=[\\p{Ll}\\d])(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})|[^\\p{L}]+");

    private static final Set<String> FIRST_NAMES = Set.of(
            "firstname",
            "givenname",
            "forename",
            "christianname",
            "fname",
            "vorname",
            "prenom",
            "primernombre",
            "voornaam",
            "imie",
            "firstnames",
            "givennames",
            "forenames",
            "middlename");
    private static final Set<String> LAST_NAMES = Set.of(
            "lastname",
            "surname",
            "familyname",
            "lname",
            "maidenname",
            "nachname",
            "familienname",
            "nomdefamille",
            "apellido",
            "apellidos",
            "cognome",
            "sobrenome",
            "achternaam",
            "nazwisko",
            "surnames");
    private static final Set<String> FULL_NAMES =
            Set.of("fullname", "nombrecompleto", "nomcomplet", "nomecompleto", "vollername", "contactname");
    private static final Set<String> PERSONS = Set.of(
            "person",
            "customer",
            "client",
            "patient",
            "passenger",
            "employee",
            "student",
            "contact",
            "holder",
            "cardholder",
            "owner",
            "author",
            "driver",
            "teacher",
            "doctor",
            "member",
            "guest",
            "applicant",
            "borrower",
            "recipient",
            "sender",
            "manager",
            "buyer",
            "seller",
            "supervisor",
            "nurse",
            "physician",
            "guardian",
            "parent",
            "mother",
            "father",
            "spouse",
            "beneficiary",
            "insured",
            "tenant",
            "subscriber",
            "participant",
            "staff",
            "lead",
            "agent",
            "representative",
            "rep",
            "resident",
            "payee",
            "kunde",
            "mitarbeiter",
            "cliente",
            "paciente");
    private static final Set<String> USER_NAMES = Set.of(
            "username",
            "userlogin",
            "login",
            "loginname",
            "nickname",
            "screenname",
            "userhandle",
            "benutzername",
            "usuario");
    private static final Set<String> PHONES = Set.of(
            "phone",
            "telephone",
            "tel",
            "mobile",
            "cell",
            "cellphone",
            "fax",
            "phonenumber",
            "mobilenumber",
            "telefon",
            "telefonnummer",
            "handy",
            "handynummer",
            "telefono",
            "telefone",
            "celular",
            "whatsapp",
            "msisdn",
            "telefoon",
            "mobil");
    private static final Set<String> ADDRESSES = Set.of(
            "address",
            "addr",
            "street",
            "streetaddress",
            "addressline",
            "streetname",
            "strasse",
            "adresse",
            "anschrift",
            "direccion",
            "indirizzo",
            "endereco",
            "adres",
            "calle",
            "rue",
            "domicilio",
            "straat");
    private static final Set<String> OTHER_ADDRESSES =
            Set.of("ip", "mac", "email", "mail", "web", "wallet", "memory", "url", "type", "bitcoin", "block");
    private static final Set<String> COMPANIES = Set.of(
            "company",
            "companyname",
            "employer",
            "employername",
            "businessname",
            "organization",
            "organisation",
            "organizationname",
            "organisationname",
            "firma",
            "firmenname",
            "empresa",
            "entreprise",
            "societe",
            "azienda",
            "bedrijf");
    private static final Set<String> NATIONAL_IDS = Set.of(
            "ssn",
            "socialsecurity",
            "socialsecuritynumber",
            "socialsecurityno",
            "nationalid",
            "nationalidnumber",
            "nino",
            "nationalinsurancenumber",
            "passport",
            "passportnumber",
            "passportno",
            "taxid",
            "taxnumber",
            "taxpayerid",
            "nif",
            "cpf",
            "dni",
            "curp",
            "bsn",
            "pesel",
            "personnummer",
            "steuerid",
            "steuernummer",
            "codicefiscale",
            "aadhaar",
            "driverlicense",
            "driverslicense",
            "driverlicence",
            "driverslicence",
            "licensenumber",
            "licencenumber",
            "idcard",
            "idnumber");
    private static final Set<String> CARDS = Set.of(
            "card",
            "cardnumber",
            "cardno",
            "creditcard",
            "creditcardnumber",
            "debitcard",
            "debitcardnumber",
            "ccnumber",
            "ccnum",
            "pan",
            "paymentcard");

    static ColumnNameHint of(String name) {
        List<String> words = words(name);
        if (words.isEmpty()) {
            return NOTHING;
        }
        for (int from = 0; from < words.size(); from++) {
            ColumnNameHint hint = ofEnd(words, from);
            if (hint != NOTHING) {
                return hint;
            }
        }
        return NOTHING;
    }

    /** What the words from one on say together: a name says at its end what it is of. */
    private static ColumnNameHint ofEnd(List<String> words, int from) {
        String end = String.join("", words.subList(from, words.size()));
        if (FIRST_NAMES.contains(end)) {
            return FIRST_NAME;
        }
        if (LAST_NAMES.contains(end)) {
            return LAST_NAME;
        }
        if (FULL_NAMES.contains(end)) {
            return FULL_NAME;
        }
        if (USER_NAMES.contains(end)) {
            return USER_NAME;
        }
        if (PHONES.contains(end)) {
            return PHONE;
        }
        if (NATIONAL_IDS.contains(end)) {
            return NATIONAL_ID;
        }
        if (CARDS.contains(end)) {
            return PAYMENT_CARD;
        }
        if (COMPANIES.contains(end)) {
            return COMPANY;
        }
        return single(words, end);
    }

    private static ColumnNameHint single(List<String> words, String end) {
        if (ADDRESSES.contains(end) && words.stream().noneMatch(OTHER_ADDRESSES::contains)) {
            return STREET_ADDRESS;
        }
        if (end.equals("ip") || end.equals("ipaddress") || end.equals("ipaddr")) {
            return IP_ADDRESS;
        }
        if (end.equals("version") || end.equals("release") || end.equals("build")) {
            return VERSION;
        }
        if (end.equals("name")
                || end.equals("names")
                || end.equals("nom")
                || end.equals("nombre")
                || end.equals("nome")) {
            return words.stream().anyMatch(PERSONS::contains) ? FULL_NAME : SOME_NAME;
        }
        return NOTHING;
    }

    /** Its words in lower case without accents, digits and whatever stands between them. */
    private static List<String> words(String name) {
        String plain = MARKS.matcher(Normalizer.normalize(name, Normalizer.Form.NFD))
                .replaceAll("")
                .replace("ß", "ss");
        List<String> words = new ArrayList<>();
        for (String word : HUMPS.split(plain)) {
            if (!word.isEmpty()) {
                words.add(word.toLowerCase(Locale.ROOT));
            }
        }
        return words;
    }
}
