#include "CByteBlocks.h"

// Clang's vector types compile for every processor; no intrinsics are needed.
typedef uint8_t bytes64 __attribute__((ext_vector_type(64)));
typedef bool bits64 __attribute__((ext_vector_type(64)));

#define MASK(condition)                                             \
    ({                                                              \
        bits64 bits = __builtin_convertvector((condition), bits64); \
        uint64_t mask;                                              \
        memcpy(&mask, &bits, sizeof mask);                          \
        mask;                                                       \
    })

#define ALWAYS static inline __attribute__((always_inline))

ALWAYS bool is_hex(uint8_t byte) {
    return (uint8_t)(byte - '0') < 10 || (uint8_t)((byte | 0x20) - 'a') < 6;
}

/// The mask moved down; what lies behind a full block is not known, so it counts.
ALWAYS uint64_t below(uint64_t mask, unsigned by, uint64_t unknown) {
    return mask >> by | (unknown & ~(UINT64_MAX >> by));
}

/// Whether `00` and two digits behind `u` stand for a character of ASCII from the blank on.
ALWAYS bool hides_text(const uint8_t *p) { return p[0] == '0' && p[1] == '0' && p[2] >= '2' && p[2] <= '7'; }

/// Whether two digits stand for a quote, `:`, `=`, `{`, `%` or `&`, without which encoded text has no names.
ALWAYS bool encodes_mark(const uint8_t *p) {
    const uint8_t low = p[1] | 0x20;
    return (p[0] == '2' && (p[1] == '2' || p[1] == '5' || p[1] == '6')) || (p[0] == '3' && (low == 'a' || low == 'd')) || (p[0] == '7' && low == 'b');
}

/// How many bytes at a letter behind a backslash belong to the escape.
ALWAYS unsigned escape_width(const uint8_t *p) {
    switch (p[0]) {
        case 'n': case 'r': case 't': case 'b': case 'f': return 1;
        case 'u': return is_hex(p[1]) && is_hex(p[2]) && is_hex(p[3]) && is_hex(p[4]) ? 5 : 0;
        case 'x': return is_hex(p[1]) && is_hex(p[2]) ? 3 : 0;
        default: return 0;
    }
}

/// Clears the bits of an escape, in the next block too.
ALWAYS void clear(uint64_t *mask, uint64_t *carried, unsigned bit, unsigned width) {
    uint64_t run = ((uint64_t)1 << width) - 1;
    if (bit < 64) *mask &= ~(run << bit);
    if (bit + width > 64) *carried |= run >> (bit < 64 ? 64 - bit : 0);
}

ALWAYS struct casefile_found search(const uint8_t *p, unsigned count, const uint64_t *rules,
                                    const uint64_t *secrets, struct casefile_search wanted,
                                    struct casefile_carry *carry) {
    bytes64 v;
    memcpy(&v, p, sizeof v);
    const uint64_t valid = count >= 64 ? UINT64_MAX : ((uint64_t)1 << count) - 1;
    const uint64_t unknown = count >= 64 ? UINT64_MAX : 0;

    uint64_t digit = MASK((bytes64)(v - '0') < 10) & valid;
    uint64_t alnum = (MASK((bytes64)((v | 0x20) - 'a') < 26) & valid) | digit;
    const uint64_t dot = MASK(v == '.') & valid;
    const uint64_t hyphen = MASK(v == '-') & valid;
    const uint64_t token = alnum | hyphen | (MASK(v == '_') & valid);
    const uint64_t name = token | dot;
    const uint64_t backslash = MASK(v == '\\') & valid;
    const uint64_t separator = MASK((v == '=') | (v == ':')) & valid;
    uint64_t found = MASK((v == '@') | (v == '$') | (v == '~')) & valid;

    uint64_t layers = 0;
    // Letters of an escape are no letters of the text.
    alnum &= ~carry->escape;
    carry->escape = 0;
    for (uint64_t left = (backslash << 1 | carry->backslash) & ~backslash & valid; left; left &= left - 1) {
        unsigned bit = (unsigned)__builtin_ctzll(left);
        unsigned width = escape_width(p + bit);
        if (width) clear(&alnum, &carry->escape, bit, width);
        if (width == 5 && wanted.layers && hides_text(p + bit + 1)) layers |= (uint64_t)1 << bit;
    }
    for (uint64_t left = MASK(v == '%') & valid; left; left &= left - 1) {
        unsigned bit = (unsigned)__builtin_ctzll(left);
        if (!is_hex(p[bit + 1]) || !is_hex(p[bit + 2])) continue;
        // The first track of a card begins with %B and its number.
        if (p[bit + 1] == 'B' && (uint8_t)(p[bit + 3] - '0') < 10 && (uint8_t)(p[bit + 4] - '0') < 10) found |= (uint64_t)1 << bit;
        clear(&alnum, &carry->escape, bit + 1, 2);
        if (p[bit + 1] == '4' && p[bit + 2] == '0') found |= (uint64_t)1 << bit;
        if (wanted.layers && encodes_mark(p + bit + 1)) layers |= (uint64_t)1 << bit;
    }
    digit &= alnum;

    // A pair has a name of two bytes or more before it, or a mark that may end or begin one.
    if (wanted.pairs) {
        found |= separator;
    } else {
        const uint64_t mark = MASK((v == '"') | (v == '\'') | (v == '`') | (v == ' ') | (v == ']') | (v == '%'));
        const uint64_t query = MASK((v == '?') | (v == '&') | (v == ';') | (v == '#') | (v == '\\') | (v == '['));
        found |= separator & (mark << 1 | (name << 1 & name << 2) | query << 2 | 3);
        // A comma between two texts in quotes: the arguments of a call.
        const uint64_t quote = MASK((v == '"') | (v == '\'') | (v == '`'));
        found |= MASK(v == ',') & (quote << 1) & below(quote | backslash | MASK(v == ' '), 1, unknown);
        // The slashes that begin an authority, and another colon of an IPv6 address.
        found |= separator & below(MASK(v == '/') | backslash, 1, unknown);
        const uint64_t colon = MASK(v == ':');
        uint64_t near = below(colon, 1, unknown) | below(colon, 2, unknown);
        near |= below(near, 2, unknown) | below(colon, 5, unknown);
        found |= separator & near;
    }

    // Words that may be a token or a known secret by how they begin.
    const uint64_t starts = alnum & ~(alnum << 1 | carry->word);
    for (uint64_t left = starts; left; left &= left - 1) {
        unsigned bit = (unsigned)__builtin_ctzll(left);
        uint32_t hash = casefile_start_hash(p[bit], p[bit + 1], p[bit + 2]);
        uint32_t eight = casefile_secret_hash(p + bit);
        uint64_t hit = rules[hash >> 6] >> (hash & 63) | secrets[eight >> 6] >> (eight & 63);
        found |= (hit & 1) << bit;
    }

    const uint64_t numbers = starts & digit;
    if (numbers) {
        uint64_t number = 0;
        if (wanted.addresses) {
            // A dot between digits with another one close behind it.
            uint64_t inner = dot & (digit << 1 | 1) & below(digit, 1, unknown);
            uint64_t pair = inner & (below(inner, 2, unknown) | below(inner, 3, unknown) | below(inner, 4, unknown));
            uint64_t two = below(digit, 1, unknown);
            number = below(pair, 1, unknown) | (two & below(pair, 2, unknown))
                | (two & below(digit, 2, unknown) & below(pair, 3, unknown));
        }
        // Eight digits in a row, or four, something, four.
        uint64_t four = digit & below(digit, 1, unknown);
        four &= below(four, 2, unknown);
        number |= four & (below(four, 4, unknown) | below(four, 5, unknown));
        found |= numbers & number;
    }
    // Four hyphens, the first of them.
    uint64_t hyphens = hyphen & below(hyphen, 1, unknown);
    hyphens &= below(hyphens, 2, unknown);
    found |= hyphens & ~(hyphen << 1 | carry->hyphen);
    if (wanted.links) {
        // A slash before sixteen bytes of a token.
        uint64_t run = token & below(token, 1, unknown);
        run &= below(run, 2, unknown);
        run &= below(run, 4, unknown);
        run &= below(run, 8, unknown);
        found |= MASK(v == '/') & below(run, 1, unknown);
    }
    if (wanted.layers) {
        // Sixteen characters of base64, the first of them; and entities of quotes and by number.
        const uint64_t base64 = alnum | hyphen | (MASK((v == '_') | (v == '+') | (v == '/')) & valid);
        uint64_t run = base64 & below(base64, 1, unknown);
        run &= below(run, 2, unknown);
        run &= below(run, 4, unknown);
        run &= below(run, 8, unknown);
        layers |= run & ~(base64 << 1 | carry->base64);
        // `&quot;`, `&apos;`, `&lt;` and `&#`, and the same in `&amp;quot;` and so on.
        const uint64_t reference = MASK((v == '#') | (v == 'q') | (v == 'l')) | (MASK(v == 'a') & below(MASK(v == 'p'), 1, unknown));
        layers |= MASK(v == '&') & (below(reference, 1, unknown) | below(reference, 5, unknown));
        // Closing tags, also as JSON writes them.
        layers |= MASK(v == '<') & (below(MASK(v == '/') | backslash, 1, unknown));
        carry->base64 = base64 >> 63;
        found |= layers;
    }
    carry->word = alnum >> 63;
    carry->hyphen = hyphen >> 63;
    carry->backslash = backslash >> 63;
    return (struct casefile_found){found & valid, name};
}

#if defined(__x86_64__)
#define AVX2 __attribute__((target("avx2")))
#define AVX512 __attribute__((target("avx512f,avx512bw,avx512vl,avx512dq")))

AVX2 static struct casefile_found search_avx2(
    const uint8_t *p, unsigned count, const uint64_t *rules, const uint64_t *secrets,
    struct casefile_search wanted, struct casefile_carry *carry) {
    return search(p, count, rules, secrets, wanted, carry);
}

AVX512 static struct casefile_found search_avx512(
    const uint8_t *p, unsigned count, const uint64_t *rules, const uint64_t *secrets,
    struct casefile_search wanted, struct casefile_carry *carry) {
    return search(p, count, rules, secrets, wanted, carry);
}
#endif

struct casefile_found casefile_search_block(const uint8_t *p, unsigned count, long readable, const uint64_t *rules,
                                            const uint64_t *secrets, struct casefile_search search_for,
                                            struct casefile_carry *carry) {
    uint8_t padded[CASEFILE_BLOCK_READ] = {0};
    if (readable < CASEFILE_BLOCK_READ) {
        memcpy(padded, p, (size_t)readable);
        p = padded;
    }
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq"))
        return search_avx512(p, count, rules, secrets, search_for, carry);
    if (__builtin_cpu_supports("avx2"))
        return search_avx2(p, count, rules, secrets, search_for, carry);
#endif
    return search(p, count, rules, secrets, search_for, carry);
}

typedef uint8_t bytes32 __attribute__((ext_vector_type(32)));
typedef bool bits32 __attribute__((ext_vector_type(32)));

/// How many bytes the escape at a backslash has; 0 when it is broken or not all there.
ALWAYS long json_escape(const uint8_t *p, long count, struct casefile_json_text *text) {
    text->has_escape = true;
    if (count < 2) return 0;
    switch (p[1]) {
        case '/': text->hides_text = true; return 2;
        case '"': case '\\': case 'b': case 'f': case 'n': case 'r': case 't': return 2;
        case 'u':
            if (count < 6 || !is_hex(p[2]) || !is_hex(p[3]) || !is_hex(p[4]) || !is_hex(p[5])) return 0;
            if (hides_text(p + 2)) text->hides_text = true;
            return 6;
        default: return 0;
    }
}

ALWAYS struct casefile_json_text read_json_text(const uint8_t *p, long count) {
    struct casefile_json_text text = {0};
    long position = 0;
    while (count - position >= 32) {
        bytes32 v;
        memcpy(&v, p + position, sizeof v);
        bits32 bits = __builtin_convertvector((v == '"') | (v == '\\') | (v < 0x20), bits32);
        uint32_t special;
        memcpy(&special, &bits, sizeof special);
        long next = 32;
        while (special) {
            long bit = __builtin_ctz(special);
            text.stop = position + bit;
            if (p[text.stop] != '\\') return text;
            long width = json_escape(p + text.stop, count - text.stop, &text);
            if (width == 0) return text;
            if (bit + width >= 32) {
                next = bit + width;
                break;
            }
            special &= UINT32_MAX << (bit + width);
        }
        position += next;
    }
    while (position < count && p[position] != '"' && p[position] >= 0x20) {
        long width = 1;
        if (p[position] == '\\' && (width = json_escape(p + position, count - position, &text)) == 0) break;
        position += width;
    }
    text.stop = position;
    return text;
}

#if defined(__x86_64__)
AVX2 static struct casefile_json_text read_json_text_avx2(const uint8_t *p, long count) {
    return read_json_text(p, count);
}
#endif

struct casefile_json_text casefile_read_json_text(const uint8_t *p, long count) {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2")) return read_json_text_avx2(p, count);
#endif
    return read_json_text(p, count);
}

/// What each character stands for, plus one; 0 for what is in neither alphabet.
static const uint8_t base64_values[256] = {
    ['A'] = 1,  ['B'] = 2,  ['C'] = 3,  ['D'] = 4,  ['E'] = 5,  ['F'] = 6,  ['G'] = 7,  ['H'] = 8,
    ['I'] = 9,  ['J'] = 10, ['K'] = 11, ['L'] = 12, ['M'] = 13, ['N'] = 14, ['O'] = 15, ['P'] = 16,
    ['Q'] = 17, ['R'] = 18, ['S'] = 19, ['T'] = 20, ['U'] = 21, ['V'] = 22, ['W'] = 23, ['X'] = 24,
    ['Y'] = 25, ['Z'] = 26, ['a'] = 27, ['b'] = 28, ['c'] = 29, ['d'] = 30, ['e'] = 31, ['f'] = 32,
    ['g'] = 33, ['h'] = 34, ['i'] = 35, ['j'] = 36, ['k'] = 37, ['l'] = 38, ['m'] = 39, ['n'] = 40,
    ['o'] = 41, ['p'] = 42, ['q'] = 43, ['r'] = 44, ['s'] = 45, ['t'] = 46, ['u'] = 47, ['v'] = 48,
    ['w'] = 49, ['x'] = 50, ['y'] = 51, ['z'] = 52, ['0'] = 53, ['1'] = 54, ['2'] = 55, ['3'] = 56,
    ['4'] = 57, ['5'] = 58, ['6'] = 59, ['7'] = 60, ['8'] = 61, ['9'] = 62, ['+'] = 63, ['-'] = 63,
    ['/'] = 64, ['_'] = 64,
};

long casefile_decode_base64(const uint8_t *p, long count, uint8_t *out) {
    long position = 0;
    for (; count - position >= 4; position += 4, out += 3) {
        uint32_t a = base64_values[p[position]], b = base64_values[p[position + 1]];
        uint32_t c = base64_values[p[position + 2]], d = base64_values[p[position + 3]];
        if (!a || !b || !c || !d) break;
        uint32_t bits = (a - 1) << 18 | (b - 1) << 12 | (c - 1) << 6 | (d - 1);
        out[0] = (uint8_t)(bits >> 16);
        out[1] = (uint8_t)(bits >> 8);
        out[2] = (uint8_t)bits;
    }
    return position;
}
