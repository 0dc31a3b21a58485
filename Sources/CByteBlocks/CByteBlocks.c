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

    // Letters of an escape are no letters of the text.
    alnum &= ~carry->escape;
    carry->escape = 0;
    for (uint64_t left = (backslash << 1 | carry->backslash) & ~backslash & valid; left; left &= left - 1) {
        unsigned bit = (unsigned)__builtin_ctzll(left);
        unsigned width = escape_width(p + bit);
        if (width) clear(&alnum, &carry->escape, bit, width);
    }
    for (uint64_t left = MASK(v == '%') & valid; left; left &= left - 1) {
        unsigned bit = (unsigned)__builtin_ctzll(left);
        if (!is_hex(p[bit + 1]) || !is_hex(p[bit + 2])) continue;
        clear(&alnum, &carry->escape, bit + 1, 2);
        if (p[bit + 1] == '4' && p[bit + 2] == '0') found |= (uint64_t)1 << bit;
    }
    digit &= alnum;

    // A pair has a name of two bytes or more before it, or a mark that may end or begin one.
    if (wanted.pairs) {
        found |= separator;
    } else {
        const uint64_t mark = MASK((v == '"') | (v == '\'') | (v == '`') | (v == ' ') | (v == ']') | (v == '%'));
        const uint64_t query = MASK((v == '?') | (v == '&') | (v == ';') | (v == '#') | (v == '\\') | (v == '['));
        found |= separator & (mark << 1 | (name << 1 & name << 2) | query << 2 | 3);
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
    carry->word = alnum >> 63;
    carry->hyphen = hyphen >> 63;
    carry->backslash = backslash >> 63;
    return (struct casefile_found){found & valid, name};
}

#if defined(__x86_64__)
__attribute__((target("avx2"))) static struct casefile_found search_avx2(
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
    if (__builtin_cpu_supports("avx2"))
        return search_avx2(p, count, rules, secrets, search_for, carry);
#endif
    return search(p, count, rules, secrets, search_for, carry);
}

typedef uint8_t bytes16 __attribute__((ext_vector_type(16)));
typedef bool bits16 __attribute__((ext_vector_type(16)));

long casefile_find_json(const uint8_t *p, long count) {
    long position = 0;
    for (; count - position >= 16; position += 16) {
        bytes16 v;
        memcpy(&v, p + position, sizeof v);
        bits16 bits = __builtin_convertvector((v == '"') | (v == '\\') | (v < 0x20), bits16);
        uint16_t mask;
        memcpy(&mask, &bits, sizeof mask);
        if (mask) return position + __builtin_ctz(mask);
    }
    for (; position < count; position++)
        if (p[position] == '"' || p[position] == '\\' || p[position] < 0x20) break;
    return position;
}
