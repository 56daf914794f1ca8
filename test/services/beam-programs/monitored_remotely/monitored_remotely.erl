%% Two nodes: what leaks lives on the other one, and monitors a server of this node for ever.
-module(monitored_remotely).
-export([start/0, ledger/0, client/1]).

start() ->
    Cookie = atom_to_list(erlang:get_cookie()),
    Modules = filename:dirname(code:which(?MODULE)),
    {ok, _Peer, Node} = peer:start(#{name => peer:random_name(), args => ["-setcookie", Cookie, "-pa", Modules]}),
    Ledger = spawn(fun ledger/0),
    register(ledger, Ledger),
    _ = rpc:call(Node, erlang, spawn, [?MODULE, client, [Ledger]]),
    ok.

ledger() ->
    receive
        {entry, _} -> ledger()
    end.

%% Runs on the other node.
client(Ledger) ->
    register(billing, self()),
    bill(Ledger).

bill(Ledger) ->
    erlang:monitor(process, Ledger), %% leak: monitor-leak
    Ledger ! {entry, 7},
    timer:sleep(20),
    bill(Ledger).
