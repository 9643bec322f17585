#include "server/options/flat_toml.hpp"

#include "server/options/given.hpp"
#include "server/text/printable.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace rds::options {

namespace {

bool is_name_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-';
}

bool is_value_character(char c) {
    return is_name_character(c) || c == '.' || c == ':' || c == '+';
}

class Reader {
  public:
    Reader(std::string_view text, std::string_view file) : rest_{text}, file_{file} {}

    std::vector<Member> read() {
        std::vector<Member> members;
        for (skip_blank_lines(); !rest_.empty(); skip_blank_lines()) {
            auto member = read_member();
            if (std::ranges::count(members, member.name, &Member::name) > 0) {
                refuse(text::printable(member.name) + " is given twice");
            }
            members.push_back(std::move(member));
            end_line();
        }
        return members;
    }

  private:
    [[noreturn]] void refuse(std::string const& what) const {
        throw UsageError{fmt::format("{}:{}: {}", file_, line_, what)};
    }

    // '\0' at the end.
    char next() const { return rest_.empty() ? '\0' : rest_.front(); }

    char take() {
        auto const c = next();
        if (c == '\n') ++line_;
        if (!rest_.empty()) rest_.remove_prefix(1);
        return c;
    }

    std::string take_while(auto matches) {
        std::string taken;
        while (!rest_.empty() && matches(next()))
            taken += take();
        return taken;
    }

    void skip_spaces() {
        take_while([](char c) { return c == ' ' || c == '\t' || c == '\r'; });
    }

    void skip_comment() {
        skip_spaces();
        if (next() == '#') take_while([](char c) { return c != '\n'; });
    }

    void skip_blank_lines() {
        for (skip_comment(); next() == '\n'; skip_comment())
            take();
    }

    void end_line() {
        skip_comment();
        if (!rest_.empty() && next() != '\n') {
            refuse(fmt::format("unexpected {} after the value", text::quoted(rest_.substr(0, 1))));
        }
    }

    Member read_member() {
        if (next() == '[') refuse("tables are not used here: write each option as name = value");
        Member member;
        member.line = line_;
        member.name = next() == '"' || next() == '\'' ? read_text() : take_while(is_name_character);
        skip_spaces();
        if (member.name.empty() || next() != '=') refuse("expected a line like port = 2014");
        take();
        skip_spaces();
        member.is_array = next() == '[';
        if (member.is_array) {
            member.values = read_array();
        } else {
            member.values.push_back(read_value());
        }
        return member;
    }

    std::vector<std::string> read_array() {
        std::vector<std::string> values;
        take();
        for (skip_blank_lines(); next() != ']'; skip_blank_lines()) {
            values.push_back(read_value());
            skip_blank_lines();
            if (next() == ',') {
                take();
            } else if (next() != ']') {
                refuse("expected , or ] in the array");
            }
        }
        take();
        return values;
    }

    std::string read_value() {
        if (next() == '"' || next() == '\'') return read_text();
        auto value = take_while(is_value_character);
        auto const is_number_or_date =
            value.find_first_of("0123456789") <= 1;  // after a sign, or at once
        if (!is_number_or_date && value != "true" && value != "false") {
            refuse("expected a text in quotes, a number, true, false or an array of these");
        }
        return value;
    }

    std::string read_text() {
        auto const quote = take();
        if (rest_.starts_with(std::string(2, quote))) refuse("multi-line texts are not used here");
        std::string text;
        while (next() != quote) {
            if (rest_.empty() || next() == '\n') {
                refuse(fmt::format("the text that begins with {} does not end", quote));
            }
            auto const c = take();
            text += c == '\\' && quote == '"' ? read_escape() : c;
        }
        take();
        return text;
    }

    char read_escape() {
        static constexpr std::array<std::pair<char, char>, 5> kEscapes{{
            {'"', '"'},
            {'\\', '\\'},
            {'n', '\n'},
            {'r', '\r'},
            {'t', '\t'},
        }};
        auto const c = take();
        auto const* const found = std::ranges::find(kEscapes, c, &std::pair<char, char>::first);
        if (found == kEscapes.end()) {
            refuse(R"(expected one of \" \\ \n \r \t; between single quotes \ is itself)");
        }
        return found->second;
    }

    std::string_view rest_;
    std::string_view file_;
    int line_ = 1;
};

}  // namespace

std::vector<Member> read_flat_toml(std::string_view text, std::string_view file) {
    return Reader{text, file}.read();
}

}  // namespace rds::options
