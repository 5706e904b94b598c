// What fmt declares and does not define in its header, compiled once and linked into the program.
// As a header alone fmt takes three seconds to compile in each source that formats; Debian's shared
// library takes a millisecond to load at each start, and there is no static one.

#include <fmt/format-inl.h>

FMT_BEGIN_NAMESPACE
namespace detail {

// What its header leaves to the library ("extern template").
template auto thousands_sep_impl(locale_ref) -> thousands_sep_result<char>;
template auto thousands_sep_impl(locale_ref) -> thousands_sep_result<wchar_t>;
template auto decimal_point_impl(locale_ref) -> char;
template auto decimal_point_impl(locale_ref) -> wchar_t;

}  // namespace detail
FMT_END_NAMESPACE
