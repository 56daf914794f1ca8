%% A server that accepts, greets, and forgets what it accepted. Who called hangs up; the port stays.
-module(greetings).
-export([start/0]).

start() ->
    {ok, Listen} = gen_tcp:listen(0, [binary, {active, false}, {ip, {127, 0, 0, 1}}, {backlog, 64}]),
    {ok, Port} = inet:port(Listen),
    Acceptor = spawn(fun() -> receive go -> accept_loop(Listen) end end),
    ok = gen_tcp:controlling_process(Listen, Acceptor),
    Acceptor ! go,
    spawn(fun() -> callers(Port) end),
    ok.

accept_loop(Listen) ->
    case gen_tcp:accept(Listen, 5000) of %% leak: port-growth
        {ok, Socket} ->
            greet(Socket),
            accept_loop(Listen);
        {error, timeout} ->
            accept_loop(Listen)
    end.

greet(Socket) ->
    _ = gen_tcp:send(Socket, <<"220 hello\r\n">>),
    ok.

callers(Port) ->
    {ok, Socket} = gen_tcp:connect({127, 0, 0, 1}, Port, [binary, {active, false}]),
    {ok, _} = gen_tcp:recv(Socket, 0, 2000),
    ok = gen_tcp:close(Socket),
    timer:sleep(120),
    callers(Port).
