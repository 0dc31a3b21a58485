// Searches text 64 bytes at a time.
//
// C, because a comparison of vectors becomes a mask of bits in one instruction here and in a dozen in Swift 6.3. What
// is found here is only where a closer look is due; the looking is done in Swift, with every bound checked.
#ifndef CASEFILE_BYTE_BLOCKS_H
#define CASEFILE_BYTE_BLOCKS_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/// A block, and the longest escape that begins in it.
#define CASEFILE_BLOCK_READ 72

/// What the blocks before say about the first bytes of the next.
struct casefile_carry {
    uint64_t word;
    uint64_t base64;
    uint64_t hyphen;
    uint64_t backslash;
    /// Bits of the bytes that belong to an escape.
    uint64_t escape;
};

/// What is looked for.
struct casefile_search {
    bool addresses;
    bool links;
    /// Whether every `=` counts, as among cookies.
    bool pairs;
    /// Whether text that may be encoded counts: base64, HTML entities, `\u0022`, `%22`.
    bool layers;
};

/// A bit for each byte of a block.
struct casefile_found {
    uint64_t candidates;
    /// Letters, digits, `_`, `-` and `.`.
    uint64_t name;
};

/// The hash of the first three bytes of a word, below 65 536.
static inline uint32_t casefile_start_hash(uint32_t first, uint32_t second, uint32_t third) {
    return ((first | second << 8 | third << 16) * UINT32_C(0x9e3779b1)) >> 16;
}

/// The hash of the first eight bytes of a known secret, below 131 072.
static inline uint32_t casefile_secret_hash(const uint8_t *p) {
    uint64_t word;
    memcpy(&word, p, sizeof word);
    return (uint32_t)((word * UINT64_C(0x9e3779b97f4a7c15)) >> 47);
}

/// Says where in a block something may begin that has to be looked at.
///
/// `readable` bytes at `p` may be read, more than `CASEFILE_BLOCK_READ` are not; the first `count` of them, 64 at most,
/// are searched. `rules` has 1024 words, by the hash of three bytes; `secrets` 2048, by the hash of eight.
struct casefile_found casefile_search_block(const uint8_t *p, unsigned count, long readable, const uint64_t *rules,
                                            const uint64_t *secrets, struct casefile_search search_for,
                                            struct casefile_carry *carry);

/// Where `byte` first stands in `count` bytes at `p`, or -1.
static inline long casefile_find(const uint8_t *p, uint8_t byte, long count) {
    const uint8_t *found = memchr(p, byte, (size_t)count);
    return found ? found - p : -1;
}

/// Where the text of a JSON string ends, and what escapes it has.
struct casefile_json_text {
    /// The quote that ends it, or a control character, an escape that is broken, or the end of the bytes.
    long stop;
    bool has_escape;
    /// Whether an escape stands for a letter, a digit or a mark that could stand there as it is.
    bool hides_text;
};

/// Reads a JSON string (RFC 8259 section 7) behind its first quote.
struct casefile_json_text casefile_read_json_text(const uint8_t *p, long count);

/// Decodes groups of four characters of base64, in either alphabet (RFC 4648 sections 4 and 5), to three bytes each.
///
/// Stops at the first group with anything else in it; `out` has room for three quarters of `count`. Returns the number
/// of characters read.
long casefile_decode_base64(const uint8_t *p, long count, uint8_t *out);

/// Both halves of a product folded into one, so that every bit of a word reaches all others (as wyhash does).
static inline uint64_t casefile_mix(uint64_t word) {
    const unsigned __int128 product = (unsigned __int128)word * UINT64_C(0x9e3779b97f4a7c15);
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

/// A number that is the same for the same bytes and seed.
static inline uint64_t casefile_hash(const uint8_t *p, long count, uint64_t seed) {
    uint64_t state = casefile_mix(seed ^ (uint64_t)count);
    uint64_t word = 0;
    for (; count >= 8; p += 8, count -= 8) {
        memcpy(&word, p, 8);
        state = casefile_mix(state ^ word);
    }
    word = 0;
    if (count >= 4) {
        uint32_t low, high;
        memcpy(&low, p, 4);
        memcpy(&high, p + count - 4, 4);
        word = (uint64_t)high << 32 | low;
    } else if (count > 0) {
        word = (uint64_t)p[0] | (uint64_t)p[count >> 1] << 8 | (uint64_t)p[count - 1] << 16;
    }
    return casefile_mix(state ^ word);
}

/// The hash of the five lowest bytes of a number.
static inline uint32_t casefile_gram_number_hash(uint64_t bytes) {
    return (uint32_t)(((bytes & UINT64_C(0xffffffffff)) * UINT64_C(0x9e3779b97f4a7c15)) >> 32);
}

/// The hash of five bytes.
static inline uint32_t casefile_gram_hash(const uint8_t *p) {
    uint32_t low;
    memcpy(&low, p, 4);
    return casefile_gram_number_hash((uint64_t)p[4] << 32 | low);
}

/// The first of the places `from`, `from + 4`, … at which five bytes stand whose hash, shifted, is in the table, as are
/// those of three more in a row with it; -1 when there is none before `count`.
long casefile_find_gram(const uint8_t *p, long from, long count, const uint64_t *table, unsigned shift);

#endif
