%% Requests are sent and their answers taken as plain messages: nobody receives the response, so each request keeps its monitor.
-module(request_answers).
-behaviour(gen_server).
-export([start/0, init/1, handle_call/3, handle_cast/2, handle_info/2]).

start() ->
    {ok, Prices} = gen_server:start({local, prices}, ?MODULE, prices, []),
    {ok, _} = gen_server:start({local, quoter}, ?MODULE, {quoter, Prices}, []),
    ok.

init({quoter, Prices}) ->
    erlang:send_after(15, self(), quote),
    {ok, {quoter, Prices, 0}};
init(prices) ->
    {ok, prices}.

handle_call({price, Item}, _From, prices) ->
    {reply, {Item, 12}, prices}.

handle_cast(_Cast, State) ->
    {noreply, State}.

handle_info(quote, {quoter, Prices, Count}) ->
    gen_server:send_request(Prices, {price, Count}), %% leak: monitor-leak
    erlang:send_after(15, self(), quote),
    {noreply, {quoter, Prices, Count}};
handle_info({_Reference, {_Item, _Price}}, {quoter, Prices, Count}) ->
    {noreply, {quoter, Prices, Count + 1}}.
