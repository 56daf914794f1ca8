%% A connection for each question; when the answer is there, nobody closes it.
-module(connections).
-behaviour(gen_server).
-export([start/0, init/1, handle_call/3, handle_cast/2, handle_info/2]).

start() ->
    Self = self(),
    spawn(fun() -> service(Self) end),
    receive
        {port, Port} -> {ok, _} = gen_server:start({local, connections}, ?MODULE, Port, [])
    end,
    ok.

%% The other side is of another machine: it accepts in its own time.
service(Starter) ->
    {ok, Listening} = gen_tcp:listen(0, [binary, {active, false}, {backlog, 1024}]),
    {ok, Port} = inet:port(Listening),
    Starter ! {port, Port},
    receive
        stop -> gen_tcp:close(Listening)
    end.

init(Port) ->
    self() ! ask,
    {ok, {Port, []}}.

handle_call(count, _From, {Port, Sockets}) ->
    {reply, length(Sockets), {Port, Sockets}}.

handle_cast(_Cast, State) ->
    {noreply, State}.

handle_info(ask, {Port, Sockets}) ->
    {ok, Socket} = gen_tcp:connect("127.0.0.1", Port, [binary, {active, false}]), %% leak: port-growth
    ok = gen_tcp:send(Socket, <<"question">>),
    erlang:send_after(150, self(), ask),
    {noreply, {Port, [Socket | Sockets]}}.
