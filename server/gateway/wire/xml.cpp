#include "server/gateway/wire/xml.hpp"

#include <fmt/format.h>
#include <tinyxml2.h>

#include <variant>

namespace rds::gateway {

namespace {

constexpr std::string_view kDeclaration = "<?xml version='1.0' encoding='UTF-8'?>";
constexpr bool kCompact = true;

// What stands for the first so many bytes of a text; nothing where they stand for themselves.
struct Escape {
    std::string_view written;
    std::size_t bytes = 0;
};

// XML 1.0 has no way to write most control characters, U+FFFE and U+FFFF, and reads a bare carriage
// return as a line feed.
Escape escape_of(std::string_view text) {
    constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
    switch (text.front()) {
        case '&':
            return {"&amp;", 1};
        case '<':
            return {"&lt;", 1};
        case '>':
            return {"&gt;", 1};
        case '\r':
            return {"&#13;", 1};
        case '\t':
        case '\n':
            return {};
        case '\xEF':
            if (text.starts_with("\xEF\xBF\xBE") || text.starts_with("\xEF\xBF\xBF")) {
                return {kReplacement, 3};
            }
            return {};
        default:
            if (static_cast<unsigned char>(text.front()) < ' ') return {kReplacement, 1};
            return {};
    }
}

bool fits_cdata(std::string_view text) {
    constexpr std::string_view kEnd = "]]>";
    constexpr std::string_view kMarkup = "&<>";
    for (; !text.empty(); text.remove_prefix(1)) {
        auto const is_markup = kMarkup.find(text.front()) != std::string_view::npos;
        if (text.starts_with(kEnd) || (!is_markup && escape_of(text).bytes != 0)) return false;
    }
    return true;
}

// tinyxml2's own texts end at a NUL and leave what XML cannot hold as it is.
class Printer final : public tinyxml2::XMLPrinter {
  public:
    Printer() : XMLPrinter{nullptr, kCompact} {}

    void write_text(std::string_view text) {
        SealElementIfJustOpened();
        std::size_t plain = 0;
        while (plain < text.size()) {
            auto const escape = escape_of(text.substr(plain));
            if (escape.bytes == 0) {
                ++plain;
                continue;
            }
            Write(text.data(), plain);
            Write(escape.written.data(), escape.written.size());
            text.remove_prefix(plain + escape.bytes);
            plain = 0;
        }
        Write(text.data(), text.size());
    }

    // In CDATA, which knows no escapes: what needs one, markup aside, is written as any text.
    void write_verbatim(std::string const& text) {
        if (fits_cdata(text)) {
            PushText(text.c_str(), true);
        } else {
            write_text(text);
        }
    }
};

void write(Printer& printer, api::Object const& object);

void write_element(Printer& printer, char const* name, api::Value const& value) {
    struct Visitor {
        Printer& printer;

        void operator()(std::string_view text) const { printer.write_text(text); }

        void operator()(std::string const& text) const { printer.write_text(text); }

        void operator()(std::int64_t number) const { printer.PushText(number); }

        void operator()(bool truth) const { printer.PushText(truth); }

        void operator()(api::Object const& object) const { write(printer, object); }

        // Arrays of arrays do not occur in this API; write() unrolls the others.
        void operator()(api::Array const& /*array*/) const {}

        void operator()(api::Verbatim const& verbatim) const {
            printer.write_verbatim(verbatim.text);
        }
    };

    printer.OpenElement(name, kCompact);
    std::visit(Visitor{printer}, value.alternatives());
    printer.CloseElement(kCompact);
}

void write(Printer& printer, api::Object const& object) {
    for (auto const& [name, value] : object) {
        // Names are literals of the program, so they end in NUL.
        if (auto const* const array = std::get_if<api::Array>(&value.alternatives())) {
            for (auto const& element : *array)
                write_element(printer, name.data(), element);
        } else {
            write_element(printer, name.data(), value);
        }
    }
}

}  // namespace

std::string to_xml(std::string const& root, api::Object const& document) {
    Printer printer;
    printer.OpenElement(root.c_str(), kCompact);
    write(printer, document);
    printer.CloseElement(kCompact);
    return std::string{kDeclaration} + printer.CStr();
}

}  // namespace rds::gateway
