import { TRACE_LIMITS, TRACE_MARKER } from './traceLimits';

/** What probes in Python call; has to stand before the code that runs at import. */
export function pythonHelper(newline: string): string {
  return HELPER.replaceAll('\n', newline);
}

const { linesPerProcess, visitsPerLine, charactersPerProcess, charactersPerValue } = TRACE_LIMITS;

/** Prints past `sys.stdout`, because tests may compare what the program printed there. */
const HELPER = `def _fixpoint_trace(line, scope, names):
    state = _fixpoint_trace.__dict__
    if state.get("busy") or state.get("lines", 0) >= ${String(linesPerProcess)}:
        return
    if state.get("characters", 0) >= ${String(charactersPerProcess)}:
        return
    visits = state.get(line, 0) + 1
    if visits > ${String(visitsPerLine)}:
        return
    state[line] = visits
    state["busy"] = True
    try:
        import json
        import sys
        values = {}
        for name in names:
            if name in scope:
                try:
                    values[name] = _fixpoint_show(scope[name])[:${String(charactersPerValue)}]
                except Exception:
                    pass
        text = "${TRACE_MARKER} %d %s" % (line, json.dumps(values))
        state["lines"] = state.get("lines", 0) + 1
        state["characters"] = state.get("characters", 0) + len(text)
        print(text, file=sys.__stdout__, flush=True)
    except Exception:
        pass
    finally:
        state["busy"] = False


def _fixpoint_return(line, value):
    _fixpoint_trace(line, {"return": value}, ("return",))
    return value


def _fixpoint_show(value):
    from reprlib import Repr

    class Shorten(Repr):
        def repr_instance(self, value, level):
            if type(value).__repr__ is not object.__repr__ or not hasattr(value, "__dict__"):
                return super().repr_instance(value, level)
            if level <= 0:
                return type(value).__name__ + "(...)"
            shown = list(vars(value).items())[:20]
            fields = ["%s=%s" % (name, self.repr1(one, level - 1)) for name, one in shown]
            return "%s(%s)" % (type(value).__name__, ", ".join(fields))

    shorten = Shorten()
    shorten.maxlevel = 3
    shorten.maxlist = shorten.maxtuple = shorten.maxdict = shorten.maxset = 20
    shorten.maxstring = shorten.maxother = shorten.maxlong = ${String(charactersPerValue)}
    return shorten.repr(value)


`;
