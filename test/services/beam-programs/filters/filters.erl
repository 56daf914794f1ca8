%% A program of its own is started for each document, and runs on when the document is done.
-module(filters).
-behaviour(gen_server).
-export([start/0, init/1, handle_call/3, handle_cast/2, handle_info/2]).

start() ->
    {ok, Pid} = gen_server:start(?MODULE, [], []),
    spawn(fun() -> documents(Pid, 0) end),
    ok.

documents(Pid, Number) ->
    gen_server:cast(Pid, {document, Number}),
    timer:sleep(400),
    documents(Pid, Number + 1).

init([]) ->
    {ok, 0}.

handle_call(count, _From, Count) ->
    {reply, Count, Count}.

handle_cast({document, Number}, Count) ->
    Port = open_port({spawn_executable, "/bin/cat"}, [binary, stream, exit_status]), %% leak: port-growth
    port_command(Port, integer_to_binary(Number)),
    {noreply, Count + 1}.

handle_info({_Port, {data, _}}, Count) ->
    {noreply, Count};
handle_info({_Port, {exit_status, _}}, Count) ->
    {noreply, Count}.
