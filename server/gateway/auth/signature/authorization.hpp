#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace rds::signature {

// The header `Authorization: ACS3-HMAC-SHA256 Credential=k,SignedHeaders=a;b,Signature=s`, its
// parts in any order: Java's SDK has another one than the rest. Views of the header.
struct Authorization {
    std::string_view algorithm;
    std::string_view credential;
    std::string_view signed_headers;
    std::string_view signature;
    std::string problem;  // a part that is missing or given twice, as a clause; empty: none
};

// Those of SignedHeaders, as they stand there.
std::vector<std::string_view> names_in(std::string_view signed_headers);

// Whether the header is of V3, whatever else is wrong with it.
bool is_v3(std::string_view header);

// Of a header that is_v3().
Authorization parse_authorization(std::string_view header);

}  // namespace rds::signature
