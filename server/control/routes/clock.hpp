#pragma once

#include "server/control/rest/visit.hpp"

namespace rds::control::rest {

Routes clock_routes();

}  // namespace rds::control::rest
