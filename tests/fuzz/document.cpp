// A document as an action might answer it: to_json() and to_xml(), each read by another's parser
// and compared with the document, and so with each other.
#include "server/api/document.hpp"

#include "server/gateway/wire/render.hpp"
#include "tests/fuzz/target.hpp"
#include "tests/fuzz/unicode.hpp"

#include <fmt/format.h>
#include <rapidjson/document.h>
#include <tinyxml2.h>

#include <algorithm>
#include <array>
#include <string>

namespace rds::fuzz {

namespace {

constexpr int kMostLevels = 6;
constexpr std::array<std::string_view, 6> kNames{"Items", "BackupJob", "Code", "a-b", "_x", "Code"};
constexpr std::array<std::string_view, 4> kConstants{"", "NoStart", "<![CDATA[", "&amp;"};

// Makes a document of the input; where that ends, of zeros.
class Author {
  public:
    explicit Author(std::string_view input) : rest_{input} {}

    api::Object object(int level) {
        api::Object object;
        for (auto left = next() % 5; left > 0; --left) {
            auto const name = kNames.at(next() % kNames.size());
            object.push_back({name, value(level)});
        }
        return object;
    }

  private:
    unsigned next() {
        if (rest_.empty()) return 0;
        auto const byte = static_cast<unsigned char>(rest_.front());
        rest_.remove_prefix(1);
        return byte;
    }

    std::string text() {
        std::u32string characters;
        for (auto left = next() % 16; left > 0; --left)
            characters += character();
        return utf8_of(characters);
    }

    // Most often the byte's own; sometimes one from anywhere in Unicode.
    char32_t character() {
        constexpr unsigned kEscape = 0x80;
        char32_t const byte = next();
        if (byte < kEscape) return byte;
        auto const plane = byte % 0x11;
        auto const high = next();
        char32_t const any = plane << 16U | high << 8U | next();
        auto const is_surrogate = any >= 0xD800 && any <= 0xDFFF;
        return is_surrogate ? U'\xFFFD' : any;
    }

    std::int64_t number() {
        std::uint64_t bits = 0;
        for (int i = 0; i < 8; ++i)
            bits = bits << 8U | next();
        return static_cast<std::int64_t>(bits);
    }

    // Arrays of arrays do not occur.
    api::Value value(int level) {
        constexpr unsigned kKinds = 8;
        auto const kind = next() % kKinds;
        if (kind != 7) return element(kind, level);
        api::Array array;
        for (auto left = next() % 4; left > 0; --left)
            array.push_back(element(next() % (kKinds - 1), level));
        return array;
    }

    api::Value element(unsigned kind, int level) {
        if (kind == 0) return kConstants.at(next() % kConstants.size());
        if (kind == 1) return number();
        if (kind == 2) return next() % 2 == 1;
        if (kind == 3) return api::Verbatim{text()};
        if (kind == 4 && level < kMostLevels) return object(level + 1);
        if (kind == 6) return static_cast<double>(number()) / 65'536;
        return text();
    }

    std::string_view rest_;
};

bool is(rapidjson::Value const& json, std::string_view text) {
    return json.IsString() && std::string_view{json.GetString(), json.GetStringLength()} == text;
}

void compare(api::Value const& value, rapidjson::Value const& json);

struct JsonComparison {
    rapidjson::Value const& json;

    void operator()(std::string_view text) const { require(is(json, text), "JSON keeps texts"); }

    void operator()(std::string const& text) const { require(is(json, text), "JSON keeps texts"); }

    void operator()(api::Verbatim const& link) const {
        require(is(json, link.text), "JSON keeps links");
    }

    void operator()(std::int64_t number) const {
        require(json.IsInt64() && json.GetInt64() == number, "JSON keeps numbers");
    }

    void operator()(double number) const {
        require(json.IsNumber() && json.GetDouble() == number, "JSON keeps fractions");
    }

    void operator()(bool truth) const {
        require(json.IsBool() && json.GetBool() == truth, "JSON keeps truth");
    }

    void operator()(api::Object const& object) const {
        require(
            json.IsObject() && json.MemberCount() == object.size(),
            "JSON has each member of an object"
        );
        auto member = json.MemberBegin();
        for (auto const& [name, value] : object) {
            require(is(member->name, name), "JSON keeps names and their order");
            compare(value, member->value);
            ++member;
        }
    }

    void operator()(api::Array const& array) const {
        require(json.IsArray() && json.Size() == array.size(), "JSON has each element");
        auto const* element = json.Begin();
        for (auto const& value : array)
            compare(value, *element++);
    }
};

void compare(api::Value const& value, rapidjson::Value const& json) {
    std::visit(JsonComparison{json}, value.alternatives());
}

// What a reader of XML can get to see of a text.
std::string shown_in_xml(std::string_view text) {
    auto characters = characters_of(text).value();
    for (auto& character : characters) {
        auto const is_blank = character == '\t' || character == '\n' || character == '\r';
        auto const is_allowed = (character >= ' ' && character < 0xFFFE) || character > 0xFFFF;
        if (!is_blank && !is_allowed) character = 0xFFFD;
    }
    // tinyxml2 drops a text of blanks alone.
    auto const is_dropped = std::ranges::all_of(characters, [](char32_t character) {
        return character == ' ' || character == '\t' || character == '\n';
    });
    return is_dropped ? std::string{} : utf8_of(characters);
}

void compare(api::Object const& object, tinyxml2::XMLElement const& element);

struct XmlComparison {
    tinyxml2::XMLElement const& element;

    void operator()(std::string_view text) const { require_text(shown_in_xml(text)); }

    void operator()(std::string const& text) const { require_text(shown_in_xml(text)); }

    void operator()(api::Verbatim const& link) const {
        // CDATA keeps blanks.
        auto const is_cdata = element.FirstChild() != nullptr &&
                              element.FirstChild()->ToText() != nullptr &&
                              element.FirstChild()->ToText()->CData();
        require_text(is_cdata ? link.text : shown_in_xml(link.text));
    }

    void operator()(std::int64_t number) const { require_text(std::to_string(number)); }

    void operator()(double number) const { require_text(fmt::format("{}", number)); }

    void operator()(bool truth) const { require_text(truth ? "true" : "false"); }

    void operator()(api::Object const& object) const { compare(object, element); }

    void operator()(api::Array const& /*array*/) const {
        require(false, "XML has no element for an array");
    }

    void require_text(std::string_view text) const {
        require(element.FirstChildElement() == nullptr, "a text has no elements");
        auto const* const found = element.GetText();
        require((found == nullptr ? "" : found) == text, "XML keeps texts");
    }
};

// Takes one element off the front of `next`.
void compare(std::string_view name, api::Value const& value, tinyxml2::XMLElement const*& next) {
    require(next != nullptr && next->Name() == name, "XML keeps names and their order");
    std::visit(XmlComparison{*next}, value.alternatives());
    next = next->NextSiblingElement();
}

void compare(api::Object const& object, tinyxml2::XMLElement const& element) {
    auto const* next = element.FirstChildElement();
    for (auto const& [name, value] : object) {
        if (auto const* const array = std::get_if<api::Array>(&value.alternatives())) {
            for (auto const& each : *array)
                compare(name, each, next);
        } else {
            compare(name, value, next);
        }
    }
    require(next == nullptr, "XML has no more than the document");
}

void require_json(api::Object const& document) {
    auto const text = gateway::to_json(document);
    rapidjson::Document json;
    json.Parse<rapidjson::kParseValidateEncodingFlag>(text.data(), text.size());
    require(!json.HasParseError(), "the JSON can be read");
    require(text.find('\n') == std::string::npos, "it is one line");
    JsonComparison{json}(document);
}

void require_xml(api::Object const& document) {
    auto const text = gateway::to_xml("R", document);
    tinyxml2::XMLDocument xml;
    require(xml.Parse(text.data(), text.size()) == tinyxml2::XML_SUCCESS, "the XML can be read");
    require(
        std::ranges::none_of(
            text,
            [](char c) { return c >= 0 && c < ' ' && c != '\t' && c != '\n'; }
        ),
        "it holds no control character that XML does not allow"
    );
    compare(document, *xml.RootElement());
}

}  // namespace

void check(std::string_view input) {
    auto const document = Author{input}.object(0);
    require_json(document);
    require_xml(document);
}

}  // namespace rds::fuzz
