%% A handler of the logger hands each event to a server that ships them to a slow place; nobody is told to wait.
-module(log_shipper).
-behaviour(gen_server).
-export([start/0, log/2, init/1, handle_call/3, handle_cast/2]).

start() ->
    {ok, _} = gen_server:start({local, ?MODULE}, ?MODULE, [], []),
    ok = logger:add_handler(shipper, ?MODULE, #{level => all}),
    logger:set_primary_config(level, info),
    logger:remove_handler(default),
    spawn(fun() -> requests(0) end).

requests(Number) ->
    logger:notice("request ~p", [Number]),
    timer:sleep(7),
    requests(Number + 1).

log(#{level := Level, msg := Message}, _Config) ->
    gen_server:cast(?MODULE, {event, Level, Message}). %% also: mailbox-growth

init([]) ->
    {ok, []}.

handle_call(_, _From, State) ->
    {reply, ok, State}.

handle_cast({event, Level, Message}, State) ->
    ok = ship({Level, Message}),
    {noreply, State}.

ship(_Event) ->
    receive after 30 -> ok end. %% leak: mailbox-growth
