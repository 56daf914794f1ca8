%% A UDP socket for each device that says hello, opened by a helper of another module.
-module(device_links).
-behaviour(gen_server).
-export([start/0, init/1, handle_call/3, handle_cast/2, handle_info/2]).

start() ->
    {ok, _} = gen_server:start({local, device_links}, ?MODULE, [], []),
    ok.

init([]) ->
    {ok, Control} = gen_udp:open(0, [binary]),
    self() ! hello,
    {ok, {Control, []}}.

handle_call(count, _From, {_, Links} = State) ->
    {reply, length(Links), State}.

handle_cast(_Cast, State) ->
    {noreply, State}.

handle_info(hello, {Control, Links}) ->
    Link = device_link:open(),
    erlang:send_after(250, self(), hello),
    {noreply, {Control, [Link | Links]}}.
