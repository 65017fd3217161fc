#!/usr/bin/env python3
"""Writes the mechanical layer (jan4j.llama.raw) from the C headers of one llama.cpp release.

usage: raw_bindings.py <llama.cpp checkout> <folder for the classes> <file for the list of symbols>

Run it when the pinned release changes, then `mvn spotless:apply -pl llama`, and read the diff:
a changed declaration is a changed contract. Deprecated functions are left out; they are listed
with a reason in src/test/resources/jan4j/llama/raw/unbound.txt.
"""
import re
import sys
from pathlib import Path

# Class of a llama_* function: the first pattern that matches its name.
GROUPS = [
    ("LlamaOpt", "Training", r"llama_opt_"),
    ("LlamaPerf", "Performance counters", r"llama_perf_"),
    ("LlamaAdapter", "LoRA adapters and control vectors", r"llama_adapter_|llama_set_adapter"),
    ("LlamaMemory", "The memory (KV cache or recurrent state) of a context", r"llama_memory_"),
    ("LlamaState", "Saving and restoring of contexts and sequences", r"llama_state_"),
    ("LlamaSamplerInit", "Constructors of samplers that cut or choose by probability", r"llama_sampler_init_(greedy|dist|top|min|typ|temp|xtc|miro|adaptive)"),
    ("LlamaSamplerRules", "Constructors of samplers that look at tokens and text", r"llama_sampler_init_"),
    ("LlamaSampler", "Operations on native samplers and chains", r"llama_sampler_(?!chain_default)|llama_set_sampler"),
    ("LlamaChat", "The fixed list of chat templates that the library itself knows", r"llama_chat_"),
    ("LlamaTokens", "Text to tokens and back", r"llama_tokenize|llama_token_to_piece|llama_detokenize"),
    ("LlamaVocab", "The vocabulary of a model", r"llama_vocab_(type|n_|get_(text|score|attr|supp)|is_)"),
    ("LlamaVocabSpecial", "The special tokens of a vocabulary", r"llama_vocab_"),
    ("LlamaOutput", "What a decoded batch left behind", r"llama_get_(logits|embeddings|sampled)"),
    ("LlamaDecode", "Batches and their evaluation", r"llama_(batch_|encode|decode|synchronize)"),
    ("LlamaModelFile", "Loading, saving, splitting and quantizing of models", r"llama_model_(load|init|save|free|quantize|default|quantize_default)|llama_split_"),
    ("LlamaModelText", "What a loaded model says about itself", r"llama_model_(meta|desc|chat|cls|ftype)"),
    ("LlamaModel", "Numbers and kinds of a loaded model", r"llama_model_"),
    ("LlamaContextSize", "Sizes that a context ended up with", r"llama_n_"),
    ("LlamaContext", "Contexts and their settings", r"llama_(init_from_model|free$|n_|get_|pooling_type|set_|attach_|detach_|context_)"),
    ("LlamaNames", "Names of enum values", r"llama_(ftype|flash_attn|load_mode)_"),
    ("LlamaBackend", "The library as a whole", r"llama_"),
]
GGML_BACKEND = """buft_name buft_get_alignment buft_get_max_size buft_is_host buft_get_device cpu_buffer_type
    dev_count dev_get dev_by_name dev_by_type dev_name dev_description dev_memory dev_type dev_get_props
    dev_backend_reg dev_buffer_type dev_host_buffer_type reg_count reg_get reg_by_name reg_name reg_dev_count
    reg_dev_get reg_get_proc_address load unload load_all load_all_from_path""".split()
GGML = ["ggml_set_abort_callback", "ggml_threadpool_params_init", "ggml_type_name", "ggml_version"]

# Short, pure calls that never log, block or call back: bound with Linker.Option.critical.
CRITICAL = re.compile(r"llama_vocab_(?!get_suppress)|llama_token_to_piece|llama_time_us|llama_sampler_chain_n$")
HEAP_ALLOWED = {"llama_token_to_piece"}

INT = ("JAVA_INT", "int")
LONG = ("JAVA_LONG", "long")
POINTER = ("ADDRESS", "MemorySegment")
SCALARS = {
    "int": INT, "int32_t": INT, "uint32_t": INT, "llama_token": INT, "llama_pos": INT, "llama_seq_id": INT,
    "llama_state_seq_flags": INT, "int64_t": LONG, "uint64_t": LONG, "size_t": LONG,
    "float": ("JAVA_FLOAT", "float"), "double": ("JAVA_DOUBLE", "double"), "bool": ("JAVA_BOOLEAN", "boolean"),
}
STRUCTS = {
    "llama_model_params": "MODEL_PARAMS", "llama_context_params": "CONTEXT_PARAMS",
    "llama_sampler_chain_params": "SAMPLER_CHAIN_PARAMS", "llama_model_quantize_params": "MODEL_QUANTIZE_PARAMS",
    "llama_batch": "BATCH", "llama_perf_context_data": "PERF_CONTEXT_DATA",
    "llama_perf_sampler_data": "PERF_SAMPLER_DATA", "llama_opt_params": "OPT_PARAMS",
}


def java_type(c_type):
    """(layout expression, Java type, whether it is a struct by value) of a C type."""
    if "*" in c_type:
        return (*POINTER, False)
    words = c_type.replace("const", "").split()
    if words[0] == "enum":
        return (*INT, False)
    name = words[-1]
    if name in SCALARS:
        return (*SCALARS[name], False)
    if name in STRUCTS:
        return (f"Layouts.{STRUCTS[name]}.layout()", "MemorySegment", True)
    return (*POINTER, False)  # handle and callback typedefs


def declarations(text, macro, wanted=lambda name: True):
    """Yields (name, return type, [(type, name)], doc lines) for each wanted function of a header."""
    comment, lines = [], iter(text.split("\n"))
    for line in lines:
        stripped = line.strip()
        if stripped.startswith("//"):
            comment.append(stripped)
            continue
        if macro not in line or "#" in line or "DEPRECATED" in line:
            if "DEPRECATED" in line:
                while ";" not in line:
                    line = next(lines)
            comment = []
            continue
        source = [line]
        while ";" not in source[-1]:
            source.append(next(lines))
        joined = " ".join(re.sub(r"//.*", "", l).replace(macro, " ") for l in source)
        doc = comment + [re.sub(r"(?<=\() | (?=\()", "", " ".join(joined.split()))]
        flat = re.sub(r"//.*", "", "\n".join(source)).replace(macro, " ")
        match = re.match(r"\s*(.*?)(\w+)\s*\((.*?)\)\s*;", re.sub(r"/\*.*?\*/", "", flat.replace("\n", " ")))
        returned, name, arguments = match.groups()
        if not wanted(name):
            comment = []
            continue
        yield name, returned.strip(), [argument(a) for a in arguments.split(",") if a.strip() not in ("", "void")], doc
        comment = [] if source[-1].strip() else comment


def argument(text):
    match = re.match(r"\s*(.*?)(\w+)\s*$", text)
    return match.group(1).strip(), match.group(2)


def method(name, returned, arguments, doc):
    mapped = [(java_type(t), n) for t, n in arguments]
    result = None if returned == "void" else java_type(returned)
    layouts = ", ".join(m[0] for m, _ in mapped)
    descriptor = f"ofVoid({layouts})" if result is None else f"of({', '.join([result[0]] + ([layouts] if layouts else []))})"
    parameters = [f"{m[1]} {n}" for m, n in mapped]
    values = [n for _, n in mapped]
    if result is not None and result[2]:
        parameters.insert(0, "SegmentAllocator allocator")
        values.insert(0, "allocator")
    option = ""
    if CRITICAL.match(name):
        option = ", Linker.Option.critical(" + ("true" if name in HEAP_ALLOWED else "false") + ")"
    call = f"Handle.IT.invokeExact({', '.join(values)});"
    call = call if result is None else f"return ({result[1]}) {call}"
    body = [f"  /// {l}".rstrip() for l in ["```c", *doc, "```"]]
    body += [
        f"  public static {'void' if result is None else result[1]} {name}({', '.join(parameters)}) {{",
        "    final class Handle {",
        f"      static final MethodHandle IT = Native.link(\"{name}\", FunctionDescriptor.{descriptor}{option});",
        "    }",
        "    try {",
        f"      {call}",
        "    } catch (Throwable thrown) {",
        "      throw Native.unexpected(thrown);",
        "    }",
        "  }",
    ]
    return "\n".join(body)


def java_class(name, title, header, methods):
    text = "\n\n".join(methods)
    imports = ["java.lang.foreign.FunctionDescriptor", "java.lang.invoke.MethodHandle"]
    imports += [f"java.lang.foreign.{c}" for c in ("Linker", "MemorySegment", "SegmentAllocator") if re.search(rf"\b{c}\b", text)]
    layouts = sorted(set(re.findall(r"\b(?:JAVA_[A-Z]+|ADDRESS)\b", text)))
    static = "".join(f"import static java.lang.foreign.ValueLayout.{l};\n" for l in layouts)
    return (f"package jan4j.llama.raw;\n\n{static}\n" + "".join(f"import {i};\n" for i in sorted(imports))
            + f"\n/// {title}: functions of `{header}`, named and typed as there. Each is bound at its\n/// first call.\n"
            + f"public final class {name} {{\n  private {name}() {{}}\n\n{text}\n}}\n")


def main(checkout, output, symbols):
    by_class = {}
    names = ["ggml_abort"]  # bound by hand: variadic
    for declaration in declarations((checkout / "include/llama.h").read_text(), "LLAMA_API"):
        group = next(g for g in GROUPS if re.match(g[2], declaration[0]))
        by_class.setdefault((group[0], group[1], "llama.h"), []).append(method(*declaration))
    for declaration in declarations((checkout / "ggml/include/ggml-backend.h").read_text(), "GGML_API", lambda n: n.removeprefix("ggml_backend_") in GGML_BACKEND):
        group = ("GgmlDevice", "Devices and their memory") if "_dev_" in declaration[0] else ("GgmlBackend", "Backends and buffer types")
        by_class.setdefault((*group, "ggml-backend.h"), []).append(method(*declaration))
    for declaration in declarations((checkout / "ggml/include/ggml.h").read_text(), "GGML_API", GGML.__contains__):
        by_class.setdefault(("Ggml", "The few general functions that are needed", "ggml.h"), []).append(method(*declaration))
    for (name, title, header), methods in by_class.items():
        text = java_class(name, title, header, methods)
        (output / f"{name}.java").write_text(text)
        names += re.findall(r'Native.link\("(\w+)"', text)
    symbols.write_text("\n".join(sorted(names)) + "\n")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
