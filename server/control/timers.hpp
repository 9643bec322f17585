#pragma once

#include "server/control/account.hpp"

#include <chrono>
#include <functional>

namespace rds::control {

// Calls a timer off; what it runs may be under way already.
using CallOff = std::function<void()>;

// Runs the task once, when the time is over, on any thread.
using Timers = std::function<CallOff(std::chrono::milliseconds time, Task task)>;

}  // namespace rds::control
