%% Healthy: rules are compiled to a module that is loaded anew every other second; the old code is purged, the names stay the same.
-module(rule_reloads).
-export([start/0]).

start() ->
    spawn(fun() -> reload(0) end),
    ok.

reload(Version) ->
    Clauses = [
        {clause, 1, [{integer, 1, One}], [], [{integer, 1, (One * 7 + Version) rem 1000}]}
     || One <- lists:seq(1, 300 + (Version rem 7) * 40)
    ],
    Forms = [
        {attribute, 1, module, pricing_rules},
        {attribute, 1, export, [{price, 1}]},
        {function, 1, price, 1, Clauses}
    ],
    {ok, pricing_rules, Code} = compile:forms(Forms, []),
    _ = code:purge(pricing_rules),
    {module, pricing_rules} = code:load_binary(pricing_rules, "pricing_rules.erl", Code),
    true = is_integer(pricing_rules:price(7)),
    timer:sleep(2000),
    reload(Version + 1).
