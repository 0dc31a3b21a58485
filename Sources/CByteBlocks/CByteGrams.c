#include "CByteBlocks.h"

static inline uint64_t is_known(const uint8_t *p, const uint64_t *table, unsigned shift) {
    uint32_t place = casefile_gram_hash(p) >> shift;
    return table[place >> 6] >> (place & 63) & 1;
}

long casefile_find_gram(const uint8_t *p, long from, long count, const uint64_t *table, unsigned shift) {
    long place = from;
    // Four places at a time: nearly always none of them is known.
    while (place + 17 <= count) {
        uint64_t known = is_known(p + place, table, shift) | is_known(p + place + 4, table, shift) |
                         is_known(p + place + 8, table, shift) | is_known(p + place + 12, table, shift);
        if (known) break;
        place += 16;
    }
    for (; place + 5 <= count; place += 4) {
        if (is_known(p + place, table, shift)) return place;
    }
    return -1;
}
