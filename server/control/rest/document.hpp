// The OpenAPI document of the control API. It is not beside the truth: paths, parameters and
// bodies of every request are taken from it and checked by it.
#pragma once

#include "server/json/node.hpp"

#include <rapidjson/document.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rds::control::rest {

// Of whose tenant an operation is (`x-tenant`): the parameter `tenant` names one, or one or all
// of them (`*`); or the path names one that has been used; or there is none.
enum class Scope : std::uint8_t { one, many, used, none };

struct Operation {
    std::string id;
    std::string method;  // "GET"
    std::string path;    // "/_emulator/jobs/{job}"
    Scope scope = Scope::none;
    bool takes_body = false;
    bool needs_body = false;
    std::string place;  // of the operation in the document, as JSON Pointer
};

using Arguments = std::vector<std::pair<std::string, std::string>>;

// The operation that a request asks for, and what stands for the braces of its path.
struct Matched {
    Operation const* operation = nullptr;
    Arguments path_arguments;
};

// Immutable; any thread.
class Document {
  public:
    // The program's own, put together from its parts at the first use.
    static Document const& own();

    // As it is served.
    std::string const& text() const { return text_; }

    std::vector<Operation> const& operations() const { return operations_; }

    // A HEAD is a GET. Throws Problem: 404 for a path that the document does not have, 405 for a
    // method that it does not have for this path.
    Matched match(std::string_view method, std::string_view path) const;

    // The parameters of query and path as an object, each of the type that its schema names if it
    // can be read so. Throws json::Invalid.
    static rapidjson::Document arguments(Operation const& operation, Arguments const& given);

    // Throws json::Invalid.
    static void check_body(Operation const& operation, rapidjson::Value const& body);

  private:
    Document();

    rapidjson::Document rules_;
    std::string text_;
    std::vector<Operation> operations_;
};

}  // namespace rds::control::rest
