// A file that appears complete or not at all.
#pragma once

#include <filesystem>
#include <fstream>
#include <ostream>
#include <string>

namespace samspill::detail {

/// Writes to a temporary file in the folder of `path` and puts it in the place of `path` on commit. Without
/// commit nothing stays behind. The file is readable by its owner only.
class AtomicFile {
public:
    /// @throws FileError when the temporary file cannot be made
    explicit AtomicFile(std::filesystem::path path);
    AtomicFile(const AtomicFile&) = delete;
    AtomicFile& operator=(const AtomicFile&) = delete;
    AtomicFile(AtomicFile&&) = delete;
    AtomicFile& operator=(AtomicFile&&) = delete;
    ~AtomicFile();

    [[nodiscard]] std::ostream& stream() noexcept { return output_; }
    /// Flushes to the disk and renames. @throws FileError when any of it fails
    void commit();

private:
    [[noreturn]] void fail(const char* what) const;

    std::filesystem::path path_;
    std::string temporary_; // empty once renamed
    int descriptor_;
    std::ofstream output_;
};

} // namespace samspill::detail
