// Every C++ exception as the Python class of the same name; see samspill/errors.py for what they derive from.
#include "bind.hpp"
#include "finding_py.hpp"

#include <samspill/core/error.hpp>

#include <pybind11/pybind11.h>

#include <exception>

namespace samspill::python {
namespace {

namespace py = pybind11;

/// Raises samspill.errors.<name>(argument).
void raise(const char* name, const py::object& argument) {
    const py::object type = py::module_::import("samspill.errors").attr(name);
    PyErr_SetObject(type.ptr(), type(argument).ptr());
}

void raise(const char* name, const Error& error) { raise(name, py::str{error.what()}); }

/// The most derived classes come first: a handler also takes what derives from its class.
void translate(
    std::exception_ptr thrown) { // NOLINT(performance-unnecessary-value-param): pybind11's signature
    try {
        if (thrown) {
            std::rethrow_exception(thrown);
        }
    } catch (const UnusableData& error) {
        raise("UnusableData", to_python(error.findings()));
    } catch (const InvalidArgument& error) {
        raise("InvalidArgument", error);
    } catch (const NotFound& error) {
        raise("NotFound", error);
    } catch (const MissingTable& error) {
        raise("MissingTable", error);
    } catch (const FileError& error) {
        raise("FileError", error);
    } catch (const Overflow& error) {
        raise("Overflow", error);
    } catch (const Unavailable& error) {
        raise("Unavailable", error);
    } catch (const Cancelled& error) {
        raise("Cancelled", error);
    } catch (const Error& error) {
        raise("Error", error);
    }
}

} // namespace

void bind_errors(py::module_& /*module*/) { py::register_local_exception_translator(&translate); }

} // namespace samspill::python
