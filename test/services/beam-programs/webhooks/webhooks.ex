# Bodies of webhooks are decoded with keys made atoms, and who sends them chooses the keys.
defmodule Webhooks do
  def start, do: Task.start(fn -> Webhooks.Endpoint.serve(0) end)

  defmodule Endpoint do
    def serve(number) do
      body = "order_#{number}=paid&customer_#{number}=#{number}&amount=12"
      _ = Webhooks.Body.decode(body, keys: :atoms)
      Process.sleep(15)
      serve(number + 1)
    end
  end

  defmodule Body do
    def decode(text, options) do
      text
      |> String.split("&")
      |> Enum.map(&String.split(&1, "=", parts: 2))
      |> Map.new(fn [key, value] -> {key(key, options[:keys]), value} end)
    end

    defp key(text, :strings), do: text
    defp key(text, :atoms), do: String.to_atom(text) # leak: atom-growth
  end
end
