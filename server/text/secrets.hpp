#pragma once

#include <string_view>

namespace rds::text {

// Stands for a value that must not be shown.
inline constexpr std::string_view kRedacted = "[redacted]";

// Whether a parameter or header of this name, in any case, carries what must not be shown: a
// password, a secret, a private key, a signature or a token that admits its bearer. Each part of a
// dotted name counts (AccountPassword.1, Account.Password.Value); the names of keys and the tokens
// that admit nobody do not (AccessKeyId, EncryptionKey, Tag.1.Key, ClientToken). docs/callers.md
// lists them.
bool is_secret_name(std::string_view name);

// Whether a text is JSON, or begins like it, and has a member of such a name at any depth, or may
// have one that is spelt with \u.
bool holds_secret_member(std::string_view text);

}  // namespace rds::text
