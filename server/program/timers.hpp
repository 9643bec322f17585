#pragma once

#include "server/control/journal/waits.hpp"

#include <boost/asio/io_context.hpp>

namespace rds {

// Timers that run on this context, which must outlive them. One that has not been called off keeps
// the context at work.
control::Timers timers(boost::asio::io_context& context);

}  // namespace rds
