// libcurl without its variadic functions, which Swift cannot import: one typed wrapper for each kind of argument.
#define CURL_DISABLE_TYPECHECK 1
#include <curl/curl.h>

#define CCURL static inline __attribute__((always_inline))

CCURL CURLcode ccurl_set_long(CURL *_Nonnull h, CURLoption o, long v) { return curl_easy_setopt(h, o, v); }
CCURL CURLcode ccurl_set_string(CURL *_Nonnull h, CURLoption o, const char *_Nullable v) {
    return curl_easy_setopt(h, o, v);
}
CCURL CURLcode ccurl_set_pointer(CURL *_Nonnull h, CURLoption o, void *_Nullable v) {
    return curl_easy_setopt(h, o, v);
}
CCURL CURLcode ccurl_set_list(CURL *_Nonnull h, CURLoption o, struct curl_slist *_Nullable v) {
    return curl_easy_setopt(h, o, v);
}

typedef size_t (*ccurl_data_callback)(char *_Nonnull, size_t, size_t, void *_Nullable);
CCURL CURLcode ccurl_set_data_callback(CURL *_Nonnull h, CURLoption o, ccurl_data_callback _Nullable f) {
    return curl_easy_setopt(h, o, f);
}

typedef int (*ccurl_debug_callback)(CURL *_Nonnull, curl_infotype, char *_Nonnull, size_t, void *_Nullable);
CCURL CURLcode ccurl_set_debug_callback(CURL *_Nonnull h, ccurl_debug_callback _Nullable f) {
    return curl_easy_setopt(h, CURLOPT_DEBUGFUNCTION, f);
}

CCURL CURLcode ccurl_get_long(CURL *_Nonnull h, CURLINFO i, long *_Nonnull v) {
    return curl_easy_getinfo(h, i, v);
}
CCURL CURLcode ccurl_get_offset(CURL *_Nonnull h, CURLINFO i, curl_off_t *_Nonnull v) {
    return curl_easy_getinfo(h, i, v);
}
CCURL CURLcode ccurl_get_string(CURL *_Nonnull h, CURLINFO i, const char *_Nullable *_Nonnull v) {
    return curl_easy_getinfo(h, i, v);
}
CCURL CURLcode ccurl_get_certificates(
    CURL *_Nonnull h, const struct curl_certinfo *_Nullable *_Nonnull v) {
    return curl_easy_getinfo(h, CURLINFO_CERTINFO, v);
}

CCURL CURLcode ccurl_get_socket(CURL *_Nonnull h, curl_socket_t *_Nonnull v) {
    return curl_easy_getinfo(h, CURLINFO_ACTIVESOCKET, v);
}

CCURL CURLMcode ccurl_multi_set_long(CURLM *_Nonnull m, CURLMoption o, long v) {
    return curl_multi_setopt(m, o, v);
}

CCURL const curl_version_info_data *_Nullable ccurl_version_info(void) {
    return curl_version_info(CURLVERSION_NOW);
}

// The next transfer that ended, or NULL; CURLMsg has an anonymous union that Swift cannot read.
CCURL CURL *_Nullable ccurl_multi_next_done(CURLM *_Nonnull m, CURLcode *_Nonnull result) {
    int left;
    CURLMsg *message;
    while ((message = curl_multi_info_read(m, &left)))
        if (message->msg == CURLMSG_DONE) {
            *result = message->data.result;
            return message->easy_handle;
        }
    return 0;
}
