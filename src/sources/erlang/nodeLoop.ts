import type { RpcLanguage } from '../../shared/model/target/rpcCommand';

/** Before the number of a call and its answer, so that whatever else is printed is told apart. */
export const answerMark = 'leaklens';

/**
 * What is evaluated in the node: reads a line, calls what it names, and prints the answer, until there are no more lines. Lines are read from
 * and printed to the terminal of whoever evaluates (the group leader), never to that of the service. A line is a number and `{Module,
 * Function, Args}` in the external term format, base64; so is an answer. Nothing of OTP 23 is missing for it, and nothing is loaded.
 */
const loops: Readonly<Record<RpcLanguage, string>> = {
  elixir: [
    'f = fn f -> case :io.get_line([]) do',
    'line when is_list(line) or is_binary(line) ->',
    '[number, call] = :string.lexemes(:unicode.characters_to_binary(line), [32, 10, 13]);',
    'answer = try do {m, n, a} = :erlang.binary_to_term(:base64.decode(call)); :erlang.apply(m, n, a)',
    'catch _, reason -> {:badrpc, {:EXIT, reason}} end;',
    `:io.put_chars(["\\n${answerMark} ", number, " ", :base64.encode(:erlang.term_to_binary(answer, [{:compressed, 1}])), "\\n"]);`,
    'f.(f); _ -> :ok end end; f.(f)',
  ].join(' '),
  erlang: [
    'F = fun(G) -> case io:get_line([]) of',
    'Line when is_list(Line); is_binary(Line) ->',
    '[Number, Call] = string:lexemes(unicode:characters_to_binary(Line), [32, 10, 13]),',
    'Answer = try {M, N, A} = binary_to_term(base64:decode(Call)), apply(M, N, A)',
    "catch _:Reason -> {badrpc, {'EXIT', Reason}} end,",
    `io:put_chars(["\\n${answerMark} ", Number, " ", base64:encode(term_to_binary(Answer, [{compressed, 1}])), "\\n"]),`,
    'G(G); _ -> ok end end, F(F).',
  ].join(' '),
};

export function nodeLoop(language: RpcLanguage): string {
  return loops[language];
}
