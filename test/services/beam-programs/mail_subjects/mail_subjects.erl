%% Remembers the subject of each mail, which is a part of the mail: all of it stays.
-module(mail_subjects).
-behaviour(gen_server).
-export([start/0, init/1, handle_call/3, handle_cast/2, handle_info/2]).

start() ->
    {ok, _} = gen_server:start({local, mail_subjects}, ?MODULE, [], []),
    ok.

init([]) ->
    self() ! fetch,
    {ok, #{}}.

handle_call(count, _From, Subjects) ->
    {reply, maps:size(Subjects), Subjects}.

handle_cast(_Cast, Subjects) ->
    {noreply, Subjects}.

handle_info(fetch, Subjects) ->
    Mail = fetch(),
    Subject = subject(Mail),
    erlang:send_after(50, self(), fetch),
    {noreply, Subjects#{erlang:unique_integer() => Subject}}. %% also: binary-growth

fetch() ->
    iolist_to_binary(["Subject: ", lists:duplicate(90, $s), "\r\n\r\n", lists:duplicate(60000, $x)]).

subject(Mail) ->
    {Start, Length} = binary:match(Mail, <<"\r\n">>),
    binary:part(Mail, 0, Start + Length). %% leak: binary-growth
