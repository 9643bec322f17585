#pragma once

#include <memory>

namespace rds::tls {
class Context;
}

namespace rds::http {

// What a server does with clients that speak TLS, and with those that do not. A connection's first
// byte tells them apart.
struct Tls {
    std::shared_ptr<tls::Context const> context;  // none: such clients are disconnected
    bool only = false;                            // plain HTTP is refused; needs a context
};

}  // namespace rds::http
