// Private to the model: the texts of a network that grows.
#pragma once

#include <samspill/model/actor_network.hpp>

#include "table_edit.hpp"

#include <memory>
#include <string_view>
#include <vector>

namespace samspill {

/// The texts of an old network and new ones, and what becomes of the old terms.
class WiderTexts {
public:
    explicit WiderTexts(const ActorNetwork& network) : texts_{network.parts().texts} {}

    /// The text must outlive this object.
    void add(std::string_view text);
    /// Takes the new texts up; the pool stays the same when there are none.
    void settle(Renumbering& renumbering);
    [[nodiscard]] const std::shared_ptr<const StringPool>& pool() const noexcept { return texts_; }

private:
    std::shared_ptr<const StringPool> texts_;
    std::vector<std::string_view> added_;
};

} // namespace samspill
