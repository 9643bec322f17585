#pragma once

#include "server/control/rest/visit.hpp"

namespace rds::control::rest {

Routes jobs_routes();

}  // namespace rds::control::rest
