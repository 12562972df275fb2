#include <samspill/model/text_by_language.hpp>

#include <algorithm>

namespace samspill {

std::string_view text_in(const TextByLanguage& texts, std::string_view language) noexcept {
    for (const std::string_view wanted : {language, std::string_view{"en"}}) {
        const auto found =
            std::find_if(texts.begin(), texts.end(), [&](const auto& text) { return text.first == wanted; });
        if (found != texts.end()) {
            return found->second;
        }
    }
    return texts.empty() ? std::string_view{} : std::string_view{texts.front().second};
}

} // namespace samspill
