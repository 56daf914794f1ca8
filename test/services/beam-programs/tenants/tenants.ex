# Names made by interpolation, for each request.
defmodule Tenants do
  def start do
    spawn(fn -> serve(0) end)
  end

  defp serve(number) do
    _bucket = bucket(number)
    Process.sleep(12)
    serve(number + 1)
  end

  # One for each of a few kinds would be no leak.
  defp bucket(number), do: :"tenant_#{number}_bucket" # leak: atom-growth
end
