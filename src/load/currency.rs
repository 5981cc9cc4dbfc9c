//! ISO 4217: the codes of currencies.

/// The codes in force, with some that older documents use.
pub(super) const CODES: &[&str] = &[
    "AED", "AFN", "ALL", "AMD", "ANG", "AOA", "ARS", "AUD", "AWG", "AZN", "BAM", "BBD", "BDT", "BGN", "BHD", "BIF",
    "BMD", "BND", "BOB", "BOV", "BRL", "BSD", "BTN", "BWP", "BYN", "BYR", "BZD", "CAD", "CDF", "CHE", "CHF", "CHW",
    "CLF", "CLP", "CNY", "COP", "COU", "CRC", "CUC", "CUP", "CVE", "CZK", "DEM", "DJF", "DKK", "DOP", "DZD", "EEK",
    "EGP", "ERN", "ETB", "EUR", "FJD", "FKP", "FRF", "GBP", "GEL", "GHS", "GIP", "GMD", "GNF", "GTQ", "GYD", "HKD",
    "HNL", "HRK", "HTG", "HUF", "IDR", "ILS", "INR", "IQD", "IRR", "ISK", "ITL", "JMD", "JOD", "JPY", "KES", "KGS",
    "KHR", "KMF", "KPW", "KRW", "KWD", "KYD", "KZT", "LAK", "LBP", "LKR", "LRD", "LSL", "LTL", "LVL", "LYD", "MAD",
    "MDL", "MGA", "MKD", "MMK", "MNT", "MOP", "MRO", "MRU", "MUR", "MVR", "MWK", "MXN", "MXV", "MYR", "MZN", "NAD",
    "NGN", "NIO", "NOK", "NPR", "NZD", "OMR", "PAB", "PEN", "PGK", "PHP", "PKR", "PLN", "PYG", "QAR", "RON", "RSD",
    "RUB", "RUR", "RWF", "SAR", "SBD", "SCR", "SDG", "SEK", "SGD", "SHP", "SLE", "SLL", "SOS", "SRD", "SSP", "STD",
    "STN", "SUR", "SVC", "SYP", "SZL", "THB", "TJS", "TMT", "TND", "TOP", "TRL", "TRY", "TTD", "TWD", "TZS", "UAH",
    "UGX", "USD", "USN", "UYI", "UYU", "UYW", "UZS", "VED", "VEF", "VES", "VND", "VUV", "WST", "XAF", "XAG", "XAU",
    "XBA", "XBB", "XBC", "XBD", "XCD", "XCG", "XDR", "XOF", "XPD", "XPF", "XPT", "XSU", "XTS", "XUA", "XXX", "YER",
    "YUM", "ZAR", "ZMW", "ZWG", "ZWL",
];

/// Tells whether a word is a code.
#[must_use]
pub(super) fn is_code(word: &str) -> bool {
    CODES.binary_search(&word).is_ok()
}

/// The code of a sign or of a name in English that means one currency alone.
#[must_use]
pub(super) fn sign(word: &str) -> Option<&'static str> {
    let known = [
        ("€", "EUR"),
        ("euro", "EUR"),
        ("euros", "EUR"),
        ("£", "GBP"),
        ("pound", "GBP"),
        ("pounds", "GBP"),
        ("us$", "USD"),
        ("dollar", "USD"),
        ("dollars", "USD"),
        ("₽", "RUB"),
        ("rouble", "RUB"),
        ("ruble", "RUB"),
        ("roubles", "RUB"),
        ("rubles", "RUB"),
        ("₪", "ILS"),
        ("shekel", "ILS"),
        ("shekels", "ILS"),
        ("nis", "ILS"),
        ("yuan", "CNY"),
        ("rmb", "CNY"),
    ];
    let word = word.trim().to_lowercase();
    known.iter().find(|(name, _)| *name == word).map(|(_, code)| *code)
}
