#include "wider_texts.hpp"

#include <algorithm>

namespace samspill {

void WiderTexts::add(std::string_view text) {
    if (!text.empty() && texts_->find(text).is_none()) {
        added_.push_back(text);
    }
}

void WiderTexts::settle(Renumbering& renumbering) {
    if (!added_.empty()) {
        std::sort(added_.begin(), added_.end());
        added_.erase(std::unique(added_.begin(), added_.end()), added_.end());
        texts_ = std::make_shared<const StringPool>(texts_->with(added_, renumbering.terms));
    }
}

} // namespace samspill
