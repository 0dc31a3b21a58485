#include "CByteBlocks.h"

static inline uint64_t is_known(const uint8_t *p, const uint64_t *table, unsigned shift) {
    uint32_t place = casefile_gram_hash(p) >> shift;
    return table[place >> 6] >> (place & 63) & 1;
}

/// Whether the known pieces around a known one are as many in a row as each text has.
static bool is_run(const uint8_t *p, long place, long count, const uint64_t *table, unsigned shift) {
    int run = 1;
    for (long at = place - 1; at >= 0 && at >= place - 3 && is_known(p + at, table, shift); at--) run++;
    for (long at = place + 1; at <= place + 3 && at + 5 <= count && is_known(p + at, table, shift); at++) run++;
    return run >= 4;
}

long casefile_find_gram(const uint8_t *p, long from, long count, const uint64_t *table, unsigned shift) {
    long place = from;
    while (place + 5 <= count) {
        // Four places at a time: nearly always none of them is known.
        while (place + 17 <= count) {
            uint64_t known = is_known(p + place, table, shift) | is_known(p + place + 4, table, shift) |
                             is_known(p + place + 8, table, shift) | is_known(p + place + 12, table, shift);
            if (known) break;
            place += 16;
        }
        for (int step = 0; step < 4 && place + 5 <= count; step++, place += 4) {
            if (is_known(p + place, table, shift) && is_run(p, place, count, table, shift)) return place;
        }
    }
    return -1;
}
