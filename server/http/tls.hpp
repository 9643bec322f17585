#pragma once

#include <memory>

namespace rds::tls {
class Context;
}

namespace rds::http {

// What a server does with clients that speak TLS. A connection's first byte tells them from those
// that speak plain HTTP, which are served as well; Request::secure says which is which.
struct Tls {
    std::shared_ptr<tls::Context const> context;  // none: such clients are disconnected
};

}  // namespace rds::http
