%% Two nodes: a server here monitors one of the other node for each message that it sends there.
-module(monitor_remote).
-behaviour(gen_server).
-export([start/0, ledger/0, init/1, handle_call/3, handle_cast/2, handle_info/2]).

start() ->
    Cookie = atom_to_list(erlang:get_cookie()),
    Modules = filename:dirname(code:which(?MODULE)),
    {ok, _Peer, Node} = peer:start(#{name => peer:random_name(), args => ["-setcookie", Cookie, "-pa", Modules]}),
    _ = rpc:call(Node, ?MODULE, ledger, []),
    {ok, _} = gen_server:start({local, monitor_remote}, ?MODULE, Node, []),
    ok.

%% Runs on the other node.
ledger() ->
    Pid = spawn(fun count/0),
    register(ledger, Pid),
    ok.

count() ->
    receive
        _Entry -> count()
    end.

init(Node) ->
    self() ! send,
    {ok, Node}.

handle_call(_Call, _From, Node) ->
    {reply, ok, Node}.

handle_cast(_Cast, Node) ->
    {noreply, Node}.

handle_info(send, Node) ->
    erlang:monitor(process, {ledger, Node}), %% leak: monitor-leak
    {ledger, Node} ! {entry, 1},
    erlang:send_after(20, self(), send),
    {noreply, Node};
handle_info(_Other, Node) ->
    {noreply, Node}.
