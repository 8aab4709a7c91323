package io.salesprocess.platform.kernel;

import java.util.Currency;
import java.util.HashSet;
import java.util.Set;

/**
 * The currencies of ISO 4217. Which ones are current is written out, because the Java runtime also knows the withdrawn ones and
 * does not tell them apart, and what it knows depends on its version.
 */
public final class Currencies {

    /** List one of ISO 4217 as of 2026, without the codes for testing (XTS) and for no currency (XXX). */
    private static final Set<String> CURRENT = Set.of(("AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND"
                    + " BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CLF CLP CNY COP COU CRC CUP CVE CZK DJF DKK"
                    + " DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD"
                    + " IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD"
                    + " MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN"
                    + " PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT"
                    + " TND TOP TRY TTD TWD TZS UAH UGX USD USN UYI UYU UYW UZS VED VES VND VUV WST XAD XAF XAG XAU XBA"
                    + " XBB XBC XBD XCD XCG XDR XOF XPD XPF XPT XSU XUA YER ZAR ZMW ZWG")
            .split(" "));

    private static final Set<String> WITHOUT_MINOR_UNIT =
            Set.of(("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF"
                            + " XAD XAG XAU XBA XBB XBC XBD XDR XOF XPD XPF XPT XSU XUA")
                    .split(" "));

    private static final Set<String> WITH_THOUSANDTHS = Set.of("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND");

    private static final Set<String> WITH_TEN_THOUSANDTHS = Set.of("CLF", "UYW");

    private static final int HUNDREDTHS = 2;
    private static final int THOUSANDTHS = 3;
    private static final int TEN_THOUSANDTHS = 4;

    private static final Set<String> EVER = ever();

    private Currencies() {}

    /** Whether new amounts can be in the currency. */
    public static boolean isCurrent(String code) {
        return CURRENT.contains(code);
    }

    /** How many decimals an amount in the currency has when it is written in its main unit; 0 for those without a minor unit. */
    public static int digits(String code) {
        if (WITHOUT_MINOR_UNIT.contains(code)) {
            return 0;
        }
        if (WITH_THOUSANDTHS.contains(code)) {
            return THOUSANDTHS;
        }
        return WITH_TEN_THOUSANDTHS.contains(code) ? TEN_THOUSANDTHS : HUNDREDTHS;
    }

    /** Whether amounts are or once were in the currency. */
    static boolean isOrWasCurrent(String code) {
        return EVER.contains(code);
    }

    private static Set<String> ever() {
        Set<String> codes = new HashSet<>(CURRENT);
        Currency.getAvailableCurrencies().forEach(currency -> codes.add(currency.getCurrencyCode()));
        codes.removeAll(Set.of("XTS", "XXX"));
        return Set.copyOf(codes);
    }
}
